local report = { id = "cites-other-name", title = "cites-other-name", api = 1, levels = { "meeting" }, evidence = "strict",
  queries = { q = [[ select count(id) as acts, cites(id) as acts_c from act ]] } }
function report.load(data) return { q = data.row("q"), t = data.texts("brief.") } end
function report.render(doc, d)
  doc:title(d.t["title"])
  doc:paragraph(d.q.acts)
end
return report
