local report = { id = "claims-read-by-none", title = "claims-read-by-none", api = 1, levels = { "meeting" }, evidence = "none",
  queries = { acts = [[ select id, status from act order by id ]] } }
function report.load(data, p) return { rows = data.rows("acts", {}) } end
function report.render(doc, d, p)
  doc:paragraph(d.rows[1].status)
end
return report
