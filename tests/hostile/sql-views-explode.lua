-- Common tables that each use the last one twice: a million million rows.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: bounded
local views = "with a0 as (select name from pet)"
for i = 1, 13 do views = views .. (", a%d as (select x.name from a%d x, a%d y)"):format(i, i - 1, i - 1) end
views = views .. " select count(*) as n from a13"
local report = { id = "sql-views-explode", title = "Hostile", api = 1, evidence = "none",
  queries = { q = views } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
