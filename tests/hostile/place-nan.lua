-- A number that is none depends on the processor.
-- expect: error
local report = { id = "place-nan", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("{a}", { a = 0 / 0 }) -- here
end
return report
