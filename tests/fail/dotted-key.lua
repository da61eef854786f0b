local report = { id = "dotted-key", title = "dotted-key", api = 1, levels = { "meeting" }, evidence = "strict" }
function report.load(data) return { t = data.texts("brief.") } end
function report.render(doc, d)
  doc:title(d.t.timeline.heading)
end
return report
