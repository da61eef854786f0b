-- Widths that each are allowed.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: limit
local report = { id = "sql-printf-widths", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[with recursive n(i) as (select 1 union all select i + 1 from n) select printf('%8000000d', i) as w from n order by 1]] } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
