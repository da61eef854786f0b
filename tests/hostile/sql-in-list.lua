-- A list of a hundred thousand numbers.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: bounded
local report = { id = "sql-in-list", title = "Hostile", api = 1, evidence = "none",
  queries = { q = "select name from pet where 1 in (2" .. (",3"):rep(200000) .. ") order by name" } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
