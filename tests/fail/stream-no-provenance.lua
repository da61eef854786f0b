local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "strict",
  queries = { rows = [[ select id, status, 'a' || status as invented from act order by id ]] } }

function report.load(data) return { source = data.source("rows"), t = data.texts("brief.") } end
function report.render(doc, d)
  doc:title(d.t["title"])
  doc:table { rows = d.source, columns = { { head = d.t["timeline.col.event"], field = "invented" } } }
  doc:sources { heading = d.t["sources.heading"] }
end
return report
