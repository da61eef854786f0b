-- Queries in queries, a hundred deep.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: bounded
local report = { id = "sql-subqueries", title = "Hostile", api = 1, evidence = "none",
  queries = { q = "select * from " .. ("(select * from "):rep(100) .. "pet" .. (")"):rep(100) } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
