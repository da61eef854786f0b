-- run: --date 2026-06-01 --data csv
local report = { id = "row-column", title = "row-column", api = 1, levels = { "meeting" }, evidence = "none",
  queries = { words = [[ select id, word from word order by id ]] } }
function report.load(data, p) return { rows = data.rows("words", {}) } end
function report.render(doc, d, p)
  doc:paragraph(d.rows[1].wrod)
end
return report
