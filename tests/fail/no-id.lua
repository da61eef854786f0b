local report = { id = "no-id", title = "no-id", api = 1, levels = { "meeting" }, evidence = "strict",
  queries = { q = [[ select min(id) as a, kind from act where id = (select min(id) from act) ]] } }
function report.load(data) return { q = data.row("q"), t = data.texts("brief.") } end
function report.render(doc, d)
  doc:title(d.t["title"])
  doc:paragraph(d.q.kind)
end
return report
