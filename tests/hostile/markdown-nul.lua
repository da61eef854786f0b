-- A NUL in a text.
-- expect: error
local report = { id = "markdown-nul", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("a\0b") -- here
end
return report
