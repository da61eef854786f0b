-- run: --date 2026-06-01 --data csv
local report = { id = "arithmetic", title = "arithmetic", api = 1, levels = { "meeting" }, evidence = "none",
  queries = { words = [[ select id, length(word) as n from word order by id ]] } }
function report.load(data, p) return { rows = data.rows("words", {}) } end
function report.render(doc, d, p)
  doc:paragraph(tostring(d.rows[1].n + 1))
end
return report
