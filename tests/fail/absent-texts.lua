local report = { id = "absent-texts", title = "x", api = 1, levels = { "public" }, evidence = "strict" }
function report.load(data) return { t = data.texts("press.") } end
function report.render(doc, d) doc:paragraph(nil) end
return report
