-- The beginnings of addresses in angle brackets.
-- expect: bounded
local report = { id = "markdown-autolinks", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(("<a:"):rep(33000))
  doc:paragraph(("<a@b."):rep(19000))
end
return report
