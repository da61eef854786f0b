local report = { id = "x", title = "X", api = 1, levels = { "meeting" }, evidence = "strict", queries = {
  acts = [[ select id, kind from act order by id limit 1 ]] } }
function report.load(data) return { acts = data.rows("acts"), t = data.texts("brief.") } end
function report.render(doc, d)
  doc:title(d.t["title"])
  doc:figure { height = 10, alt = d.acts[1].kind, draw = function(pdf) pdf:text(0, 9, "detained") end }
end
return report
