-- A query that fails, in a loop without end.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: limit
local report = { id = "sql-errors-loop", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[select nme from pet]] } } -- here
function report.load(data)
  while true do pcall(data.rows, "q") end -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
