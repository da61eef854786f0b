-- A million paragraphs in one text.
-- expect: limit
local report = { id = "markdown-paragraphs", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(("x\n\n"):rep(1000000))
end
return report
