-- Ten thousand placeholders in one text.
-- expect: error
local report = { id = "place-many", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(("{a}"):rep(10000), { a = 1 }) -- here
end
return report
