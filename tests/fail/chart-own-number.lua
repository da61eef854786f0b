local chart = require("chart")
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "strict", queries = {
  acts = [[ select id, kind from act order by id limit 1 ]] } }
function report.load(data) return { acts = data.rows("acts"), t = data.texts("brief.") } end
function report.render(doc, d)
  doc:title(d.t["title"])
  chart.units(doc, { filled = 4, table = false })
end
return report
