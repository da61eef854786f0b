-- Headings that may not part from the next one, and nothing else.
-- expect: bounded
local report = { id = "doc-headings-glued", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  for i = 1, 3000 do doc:heading(1, "Heading " .. i) end
  doc:paragraph("x")
end
return report
