-- The same from an argument, with a precision.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: bounded
local report = { id = "sql-printf-star", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[select length(printf('%.*f%*d', 2000000000, 1.5, 2000000000, 1)) as w]] } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
