-- A text that doubles by replace, forty times.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: error
local report = { id = "sql-replace-doubles", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[with recursive n(i, s) as (select 1, 'aa' union all select i + 1, replace(s, 'a', 'aa') from n where i < 40) select max(length(s)) as m from n]] } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
