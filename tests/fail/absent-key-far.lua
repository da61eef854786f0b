-- run: --date 2026-06-01 --data csv
local report = { id = "absent-key-far", title = "absent-key-far", api = 1, levels = { "meeting" }, evidence = "none",
  queries = { words = [[ select id, word from word order by id ]] } }
function report.load(data) return { about = { note = { text = "x" } }, rows = data.rows("words") } end
function report.render(doc, d)
  local total = 3
  doc:title("x")
  doc:paragraph(d.unlike.note)
end
return report
