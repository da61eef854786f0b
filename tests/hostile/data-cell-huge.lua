-- A cell of thirty megabytes.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; awk 'BEGIN { print "name"; for (i = 0; i < 3000000; i++) printf "0123456789"; print "" }' >pets/pet.csv
-- expect: bounded
local report = { id = "data-cell-huge", title = "Hostile", api = 1, evidence = "none", queries = { q = "select name from pet" } }
function report.load(data)
  return { q = data.rows("q") }
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
