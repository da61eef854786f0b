-- run: --date 2026-06-01 --data csv
local report = { id = "sql-column", title = "sql-column", api = 1, levels = { "meeting" }, evidence = "none",
  queries = { words = [[ select id, wrod from word order by id ]] } }
function report.load(data, p) return { rows = data.rows("words", {}) } end
function report.render(doc, d, p)
  doc:title("x")
end
return report
