local report = { id = "literal", title = "literal", api = 1, levels = { "meeting" }, evidence = "strict",
  queries = {  } }
function report.load(data, p) return {} end
function report.render(doc, d, p)
  doc:paragraph("Somebody was detained.")
end
return report
