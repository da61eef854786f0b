-- A quoted cell that does not end.
-- run: --timeout 1 --memory 64 --data d
-- setup: mkdir d; { echo name; printf '"'; head -c 20000000 /dev/zero | tr '\0' x; } >d/pet.csv
-- expect: error
local report = { id = "csv-quote-open", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
