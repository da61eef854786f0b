-- Brackets with the beginnings of addresses.
-- expect: bounded
local report = { id = "markdown-brackets-links", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(("[a](<b"):rep(16000))
  doc:paragraph(("[a](b 'c"):rep(12000))
  doc:paragraph(("[a](b (c"):rep(12000))
end
return report
