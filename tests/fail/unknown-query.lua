-- run: --date 2026-06-01 --data csv
local report = { id = "unknown-query", title = "unknown-query", api = 1, levels = { "meeting" }, evidence = "none",
  queries = { words = [[ select id, word from word order by id ]] } }
function report.load(data, p) return { rows = data.rows("wrods", {}) } end
function report.render(doc, d, p)
  doc:title("x")
end
return report
