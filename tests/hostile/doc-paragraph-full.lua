-- Paragraphs of 100,000 bytes.
-- expect: bounded
local report = { id = "doc-paragraph-full", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  for _ = 1, 20 do doc:paragraph(("word "):rep(19999)) end
end
return report
