-- Bytes that are no text, as text.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: error not UTF-8
local report = { id = "sql-not-utf8", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[select cast(unhex('ff41') as text) as n]] } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
