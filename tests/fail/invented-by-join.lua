local report = { id = "invented-by-join", title = "invented-by-join", api = 1, levels = { "meeting" }, evidence = "strict",
  queries = { acts = [[ select a.id, b.label from person a join person b on b.id <> a.id order by a.id, b.id ]] } }
function report.load(data, p) return { rows = data.rows("acts", {}) } end
function report.render(doc, d, p)
  doc:paragraph(d.rows[1].label)
end
return report
