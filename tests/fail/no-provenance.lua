local report = { id = "no-provenance", title = "no-provenance", api = 1, levels = { "meeting" }, evidence = "strict",
  queries = { n = [[ select count(*) as n from act ]] } }
function report.load(data, p) return { row = data.row("n", {}), t = data.texts("brief.") } end
function report.render(doc, d, p)
  doc:tile { value = d.row.n, label = d.t["tile.acts.label"] }
end
return report
