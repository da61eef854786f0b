-- A window from the first to the last row, for every row.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: limit
local report = { id = "sql-window", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000) select i, group_concat(i) over (order by i rows between unbounded preceding and unbounded following exclude current row) as t from n order by i]] } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
