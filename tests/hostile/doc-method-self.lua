-- A function of doc with another self.
-- expect: error with a colon
local report = { id = "doc-method-self", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc.paragraph({}, "x") -- here
end
return report
