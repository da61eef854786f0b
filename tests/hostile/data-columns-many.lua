-- A table of fifty thousand columns.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; awk 'BEGIN { for (i = 0; i < 50000; i++) printf "c%d,", i; print "z" }' >pets/pet.csv
-- expect: error 50001 columns
local report = { id = "data-columns-many", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
