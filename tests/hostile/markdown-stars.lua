-- Stars and underlines that open and never close.
-- expect: bounded
local report = { id = "markdown-stars", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(("*a_"):rep(33000))
  doc:paragraph(("**x"):rep(33000))
  doc:paragraph(("a**b"):rep(24000))
end
return report
