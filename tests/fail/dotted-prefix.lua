local report = { id = "dotted-prefix", title = "dotted-prefix", api = 1, levels = { "meeting" }, evidence = "strict" }
function report.load(data) return { t = data.texts("brief.timeline") } end
function report.render(doc, d)
  doc:title(d.t["heading"])
end
return report
