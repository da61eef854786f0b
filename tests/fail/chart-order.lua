-- run: --data csv
local chart = require("chart")
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none", queries = {
  words = [[ select 1 as word, 'x' as name ]] } }
function report.load(data) return { words = data.rows("words") } end
function report.render(doc, d)
  doc:title("X")
  chart.timeline(doc, { rows = { { a = "2021-02-09", b = "2021-02-01", name = "x" } }, from = "a", to = "b", text = "name" })
end
return report
