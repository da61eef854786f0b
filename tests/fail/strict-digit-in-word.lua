-- run: --data strict
local report = { id = "strict", title = "Strict", api = 1, levels = { "public" }, evidence = "strict" }
function report.load(data) return { t = data.texts("t.") } end
function report.render(doc, d)
  doc:title(d.t.title)
  doc:heading(1, d.t.group)
  doc:sources { heading = d.t.sources }
end
return report
