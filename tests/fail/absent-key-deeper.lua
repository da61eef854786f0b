-- run: --date 2026-06-01 --data csv
local report = { id = "absent-key-deeper", title = "absent-key-deeper", api = 1, levels = { "meeting" }, evidence = "none",
  queries = { words = [[ select id, word from word order by id ]] } }
function report.load(data) return { about = { note = { text = "x" } }, rows = data.rows("words") } end
function report.render(doc, d)
  local total = 3
  doc:title("x")
  doc:paragraph(d.rows[1].word.value .. d.about.nte.text) -- d.about
end
return report
