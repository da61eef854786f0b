-- A hundred thousand opening brackets.
-- expect: bounded
local report = { id = "markdown-brackets", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(("["):rep(99000))
end
return report
