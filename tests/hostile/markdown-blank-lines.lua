-- Five megabytes of blank lines, then a word.
-- expect: bounded
local report = { id = "markdown-blank-lines", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(("\n"):rep(5000000) .. "x")
end
return report
