-- A parameter larger than any value may be.
-- run: --timeout 1 --memory 256 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: error
local report = { id = "sql-parameter-huge", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[select :x as n]] } } -- here
function report.load(data)
  data.rows("q", { x = ("y"):rep(30000000) }) -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
