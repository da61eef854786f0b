local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "strict",
  queries = { rows = [[ select count(a.id) as n, cites(a.id) as n_cites from act a group by a.kind order by a.kind ]] } }

function report.load(data) return { source = data.source("rows"), t = data.texts("brief.") } end
function report.render(doc, d)
  doc:title(d.t["title"])
  doc:table { rows = d.source, columns = { { head = d.t["timeline.col.event"], field = "n" } } }
  doc:sources { heading = d.t["sources.heading"] }
end
return report
