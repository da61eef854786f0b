-- All rows in one text.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: error
local report = { id = "sql-group-concat", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000000) select group_concat(printf('%1000d', i)) as t from n]] } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
