-- run: --date 2026-06-01 --data csv
local report = { id = "short-of-name", title = "short-of-name", api = 1, levels = { "meeting" }, evidence = "none",
  queries = { words = [[ select id, word, lang from word order by id ]] } }
function report.load(data) return { rows = data.rows("words") } end
function report.render(doc, d)
  doc:title("x")
  doc:table { rows = d.rows, columns = { { head = "Word", field = "word" }, { head = "Language", field = "lang:short" } } }
end
return report
