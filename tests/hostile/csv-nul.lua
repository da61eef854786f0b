-- A NUL in a cell.
-- run: --timeout 1 --memory 64 --data d
-- setup: mkdir d; printf 'name\na\0b\n' >d/pet.csv
-- expect: error
local report = { id = "csv-nul", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
