local report = { id = "absent-text", title = "x", api = 1, levels = { "public" }, evidence = "strict" }
function report.load(data) return { t = data.texts("brief.") } end
function report.render(doc, d) doc:paragraph(d.t["chronology of all"]) end
return report
