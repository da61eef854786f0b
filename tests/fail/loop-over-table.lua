-- run: --date 2026-06-01 --data csv
local report = { id = "loop-over-table", title = "loop-over-table", api = 1, levels = { "meeting" }, evidence = "none",
  queries = { words = [[ select id, word from word order by id ]] } }
function report.load(data) return { about = { note = { text = "x" } }, rows = data.rows("words") } end
function report.render(doc, d)
  local total = 3
  doc:title("x")
  for l in d.rows do doc:paragraph(l.word) end
end
return report
