local report = { id = "unread-ruling", title = "unread-ruling", api = 1, levels = { "meeting" }, evidence = "strict",
  queries = { n = [[ select count(*) as n, cites(id) as n_cites from act ]] } }
function report.load(data, p) return { row = data.row("n", {}), t = data.texts("brief.") } end
function report.render(doc, d, p)
  doc:title(d.t["title"]) doc:tile { value = d.row.n, label = d.t["tile.acts.label"] } doc:sources {}
end
return report
