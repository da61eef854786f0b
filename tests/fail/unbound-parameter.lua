-- run: --date 2026-06-01 --data csv
local report = { id = "unbound-parameter", title = "unbound-parameter", api = 1, levels = { "meeting" }, evidence = "none",
  queries = { words = [[ select id, word from word where lang = :lang order by id ]] } }
function report.load(data, p) return { rows = data.rows("words", {}) } end
function report.render(doc, d, p)
  doc:title("x")
end
return report
