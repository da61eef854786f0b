-- LIKE with hundreds of percent signs.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: bounded
local report = { id = "sql-like-percents", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[with s(a) as (select replace(printf('%2000000d', 1), ' ', 'a')) select a like replace(printf('%300d', 1), ' ', '%a_') || '%b' as n from s]] } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
