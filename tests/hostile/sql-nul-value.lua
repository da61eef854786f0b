-- A value with a NUL.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: error NUL byte
local report = { id = "sql-nul-value", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[select 'a' || char(0) || 'b' as n]] } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
