-- More cited ids than are allowed.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: error more than 100000
local report = { id = "sql-cites-many", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000000) select count(*) as n, cites(i) as cites from n]] } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
