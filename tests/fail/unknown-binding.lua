-- run: --date 2026-06-01 --data csv
local report = { id = "unknown-binding", title = "unknown-binding", api = 1, levels = { "meeting" }, evidence = "none",
  queries = { words = [[ select id, word from word where lang = :lang order by id ]] } }
function report.load(data, p) return { rows = data.rows("words", { lnag = "Greek" }) } end
function report.render(doc, d, p)
  doc:title("x")
end
return report
