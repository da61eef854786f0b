local report = { id = "label-without-text", title = "label-without-text", api = 1, levels = { "meeting" }, evidence = "strict",
  queries = { acts = [[ select id, kind, victim from act order by id limit 2 ]] } }
function report.load(data) return { acts = data.rows("acts"), t = data.texts("brief.") } end
function report.render(doc, d)
  doc:title(d.t["title"])
  doc:table { rows = d.acts, columns = { { head = d.t["timeline.col.outcome"], field = "kind" }, { head = d.t["timeline.col.event"], field = "victim:label" } } }
end
return report
