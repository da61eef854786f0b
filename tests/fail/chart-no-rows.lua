-- run: --data csv
local chart = require("chart")
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none", queries = {
  words = [[ select 1 as word, 'x' as name ]] } }
function report.load(data) return { words = data.rows("words") } end
function report.render(doc, d)
  doc:title("X")
  chart.bars(doc, { label = "name", value = "n" })
end
return report
