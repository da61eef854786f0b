local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "strict",
  queries = { rows = [[ select id, start_e from act where victim = 'baibolat-kunbolat' order by start_lo, id ]] } }

function report.load(data) return { source = data.source("rows"), t = data.texts("brief.") } end
function report.render(doc, d)
  doc:title(d.t["title"])
  doc:table { rows = d.source, columns = { { head = d.t["timeline.col.event"], field = "start_e" } } }

end
return report
