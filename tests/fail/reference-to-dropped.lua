local report = { id = "reference-to-dropped", title = "reference-to-dropped", api = 1, levels = { "meeting" }, evidence = "none", pages = 1 }
function report.render(doc)
  doc:title("x")
  doc:paragraph("On page {last:page}.")
  doc:paragraph(("dropped "):rep(2000), nil, { name = "last", rank = 1 })
end
return report
