-- A blob of nothing, as text.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: error zeroblob
local report = { id = "sql-hex-zeroblob", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[select length(replace(hex(zeroblob(100000000)), '0', 'ab')) as n]] } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
