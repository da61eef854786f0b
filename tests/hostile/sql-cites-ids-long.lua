-- A hundred thousand cited ids of a hundred kilobytes.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: error not an id
local report = { id = "sql-cites-ids-long", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000) select count(*) as n, cites(printf('%100000d', i)) as cites from n]] } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
