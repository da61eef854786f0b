-- A thousand parameters that the query does not have.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: error no parameter
local report = { id = "sql-parameter-names", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[select :x as n]] } } -- here
function report.load(data)
  local t = { x = 1 }
  for i = 1, 1000 do t["y" .. i] = i end
  data.rows("q", t) -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
