-- run: --data csv
local report = { id = "nested-emphasis", title = "nested-emphasis", api = 1, levels = { "meeting" }, evidence = "none",
  queries = { q = [[ select id, word from word order by id ]] } }
function report.load(data, p) return { rows = data.rows("q") } end
function report.render(doc, d, p)
  doc:title("T")
  doc:paragraph(("*a _b "):rep(20000) .. ("_ c*"):rep(20000))
end
return report
