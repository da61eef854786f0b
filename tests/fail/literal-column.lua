local report = { id = "literal-column", title = "literal-column", api = 1, levels = { "meeting" }, evidence = "strict",
  queries = { n = [[ select id, 99 as n from act order by id limit 1 ]] } }
function report.load(data, p) return { row = data.row("n", {}) } end
function report.render(doc, d, p)
  doc:paragraph(d.row.n)
end
return report
