-- Sixty joins to be planned.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: bounded
local joins = "select count(*) as c from pet p0"
for i = 1, 59 do joins = joins .. (", pet p%d"):format(i) end
joins = joins .. " where p0.name = p1.kind"
for i = 2, 59 do joins = joins .. (" and p%d.name = p%d.kind"):format(i - 1, i) end
local report = { id = "sql-joins-many", title = "Hostile", api = 1, evidence = "none",
  queries = { q = joins } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
