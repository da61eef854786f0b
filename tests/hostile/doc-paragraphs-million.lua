-- A million paragraphs.
-- expect: limit
local report = { id = "doc-paragraphs-million", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  for i = 1, 1000000 do doc:paragraph("Paragraph " .. i) end -- here
end
return report
