-- run: --date 2026-06-01 --data csv
local report = { id = "sql-error", title = "sql-error", api = 1, levels = { "meeting" }, evidence = "none",
  queries = { words = [[ selct id from word ]] } }
function report.load(data, p) return { rows = data.rows("words", {}) } end
function report.render(doc, d, p)
  doc:title("x")
end
return report
