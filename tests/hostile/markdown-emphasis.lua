-- Emphasis in emphasis, fifty thousand deep.
-- expect: error 8 deep
local report = { id = "markdown-emphasis", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(("*a **b "):rep(14000) .. ("c** d*"):rep(14000)) -- here
end
return report
