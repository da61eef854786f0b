local report = { id = "unknown-name", title = "unknown-name", api = 1, levels = { "meeting" }, evidence = "none" }
function report.render(doc)
  doc:title("x")
  doc:heading(1, "Cases", nil, { name = "cases" })
  doc:paragraph("On page {case:page}.")
end
return report
