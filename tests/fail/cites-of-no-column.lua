local report = { id = "cites-of-no-column", title = "cites-of-no-column", api = 1, levels = { "meeting" }, evidence = "strict",
  queries = { q = [[ select count(id) as n, cites(id) as acts_cites from act ]] } }
function report.load(data) return { q = data.row("q"), t = data.texts("brief.") } end
function report.render(doc, d)
  doc:title(d.t["title"])
  doc:paragraph(d.q.n)
end
return report
