-- A file of a thousand million zero bytes.
-- run: --timeout 1 --memory 64 --data d
-- setup: mkdir d; truncate -s 1G d/pet.csv
-- expect: error
local report = { id = "csv-sparse", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
