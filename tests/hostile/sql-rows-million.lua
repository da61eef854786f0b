-- A million rows with ten values each.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: limit
local report = { id = "sql-rows-million", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000000) select i as a, i as b, i as c, i as d, i as e from n order by i]] } } -- here
function report.load(data)
  return { rows = data.rows("q") } -- here
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
