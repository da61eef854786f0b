local report = { id = "literal-by-cites", title = "literal-by-cites", api = 1, levels = { "meeting" }, evidence = "strict",
  queries = { n = [[ select 99 as n, cites(id) as n_cites from act ]] } }
function report.load(data, p) return { row = data.row("n", {}) } end
function report.render(doc, d, p)
  doc:paragraph(d.row.n)
end
return report
