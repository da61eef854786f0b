-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none" }
local columns = "id, wrod"
report.queries = { words = "select " .. columns .. "\nfrom word\nwhere lang = 'el' order by id" }
function report.load(data) return { rows = data.rows("words") } end
function report.render(doc, d) doc:title("X") end
return report
