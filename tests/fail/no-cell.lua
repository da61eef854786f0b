local report = { id = "no-cell", title = "no-cell", api = 1, levels = { "meeting" }, evidence = "strict",
  queries = { q = [[ select id, upper(kind) as kind from act order by id limit 1 ]] } }
function report.load(data) return { q = data.row("q"), t = data.texts("brief.") } end
function report.render(doc, d)
  doc:title(d.t["title"])
  doc:paragraph(d.q.kind)
end
return report
