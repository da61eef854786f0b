local report = { id = "text-by-query", title = "text-by-query", api = 1, levels = { "meeting" }, evidence = "strict",
  queries = { acts = [[ select a.id, t.id as text_id, t.body from act a join text t on t.key = 'code.status.' || a.status order by a.id limit 2 ]] } }
function report.load(data) return { acts = data.rows("acts"), t = data.texts("brief.") } end
function report.render(doc, d)
  doc:title(d.t["title"])
  doc:paragraph(d.acts[1].body)
end
return report
