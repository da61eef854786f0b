-- run: --data strict
local report = { id = "strict", title = "Strict", api = 1, levels = { "public" }, evidence = "strict" }
function report.load(data) return { t = data.texts("t.") } end
function report.render(doc, d)
  doc:title(d.t.title)
  doc:paragraph(d.t.digit)
  doc:sources { heading = d.t.sources }
end
return report
