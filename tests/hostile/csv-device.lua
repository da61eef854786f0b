-- A link to a device among the files.
-- run: --timeout 1 --memory 64 --data d
-- setup: mkdir d; ln -s /dev/zero d/pet.csv
-- expect: error
local report = { id = "csv-device", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
