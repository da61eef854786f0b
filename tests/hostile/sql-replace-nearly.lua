-- replace: every place nearly fits.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: limit time
local report = { id = "sql-replace-nearly", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[with s(a) as (select replace(printf('%8000000d', 1), ' ', 'a')) select length(replace(a, substr(a, 1, 4000000) || 'b', '')) as n from s]] } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
