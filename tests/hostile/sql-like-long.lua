-- A pattern of a megabyte.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: error LIKE or GLOB pattern too complex
local report = { id = "sql-like-long", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[select 'a' like printf('%1000000d', 1) as n]] } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
