-- run: --date 2026-06-01 --data csv
local report = { id = "changed-row", title = "changed-row", api = 1, levels = { "meeting" }, evidence = "none",
  queries = { words = [[ select id, word from word order by id ]] } }
function report.load(data, p) return { rows = data.rows("words", {}) } end
function report.render(doc, d, p)
  d.rows[1].word = "x"
end
return report
