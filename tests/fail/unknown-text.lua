local report = { id = "unknown-text", title = "unknown-text", api = 1, levels = { "meeting" }, evidence = "strict",
  queries = {  } }
function report.load(data, p) return { t = data.texts("brief.") } end
function report.render(doc, d, p)
  doc:paragraph(d.t["titel"])
end
return report
