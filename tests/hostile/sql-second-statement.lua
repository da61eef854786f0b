-- A second statement.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: error more than one statement
local report = { id = "sql-second-statement", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[select 1 as n; select 2 as n]] } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
