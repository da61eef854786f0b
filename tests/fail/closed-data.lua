-- run: --date 2026-06-01 --data csv
local report = { id = "closed-data", title = "closed-data", api = 1, levels = { "meeting" }, evidence = "none",
  queries = { words = [[ select id, word from word order by id ]] } }
function report.load(data, p) return { data = data } end
function report.render(doc, d, p)
  d.data.rows("words", {})
end
return report
