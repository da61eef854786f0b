-- run: --date 2026-06-01 --data csv
local report = { id = "not-one-row", title = "not-one-row", api = 1, levels = { "meeting" }, evidence = "none",
  queries = { words = [[ select id, word from word order by id ]] } }
function report.load(data, p) return { row = data.row("words", {}) } end
function report.render(doc, d, p)
  doc:title("x")
end
return report
