-- A file of ten million lines.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; { echo name; yes Rex | head -n 10000000; } >pets/pet.csv
-- expect: limit
local report = { id = "data-rows-many", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
