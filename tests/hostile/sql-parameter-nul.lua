-- A parameter with a NUL and one that is no UTF-8.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: bounded
local report = { id = "sql-parameter-nul", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[select :x as n, :y as m]] } } -- here
function report.load(data)
  data.rows("q", { x = "a\0b", y = "\xff" })
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
