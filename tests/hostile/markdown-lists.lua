-- Lists in lists, ten thousand deep.
-- expect: error 8 deep
local report = { id = "markdown-lists", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(("- "):rep(10000) .. "x") -- here
end
return report
