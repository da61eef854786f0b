-- run: --data csv
local report = { id = "nested-lists", title = "nested-lists", api = 1, levels = { "meeting" }, evidence = "none",
  queries = { q = [[ select id, word from word order by id ]] } }
function report.load(data, p) return { rows = data.rows("q") } end
function report.render(doc, d, p)
  doc:title("T")
  doc:paragraph(("- "):rep(50000) .. "x")
end
return report
