-- run: --data csv
local report = { id = "long-paragraph", title = "long-paragraph", api = 1, levels = { "meeting" }, evidence = "none",
  queries = { q = [[ select id, word from word order by id ]] } }
function report.load(data, p) return { rows = data.rows("q") } end
function report.render(doc, d, p)
  doc:title("T")
  doc:paragraph(("x"):rep(3000000))
end
return report
