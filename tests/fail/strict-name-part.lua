-- run: --data strict
local report = { id = "strict", title = "Strict", api = 1, levels = { "public" }, evidence = "strict" }
function report.load(data) return { t = data.texts("t.") } end
function report.render(doc, d)
  doc:title(d.t.title)
  doc:figure { height = 9, alt = d.t.part, draw = function(pdf) pdf:rectangle(0, 0, 9, 9) pdf:fill() end }
  doc:sources { heading = d.t.sources }
end
return report
