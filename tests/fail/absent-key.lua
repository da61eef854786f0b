-- run: --date 2026-06-01 --data csv
local report = { id = "absent-key", title = "absent-key", api = 1, levels = { "meeting" }, evidence = "none",
  queries = { words = [[ select id, word from word order by id ]] } }
function report.load(data) return { about = { note = { text = "x" } }, rows = data.rows("words") } end
function report.render(doc, d)
  local total = 3
  doc:title("x")
  if total > 2 then doc:paragraph("d.about.tnote", d.abuot.note) end
end
return report
