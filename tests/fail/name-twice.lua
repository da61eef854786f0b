local report = { id = "name-twice", title = "name-twice", api = 1, levels = { "meeting" }, evidence = "none" }
function report.render(doc)
  doc:title("x")
  doc:heading(1, "Cases", nil, { name = "cases" })
  doc:heading(1, "Cases", nil, { name = "cases" })
end
return report
