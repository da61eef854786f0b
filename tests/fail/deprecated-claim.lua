local report = { id = "deprecated-claim", title = "deprecated-claim", api = 1, levels = { "meeting" }, evidence = "strict",
  queries = { n = [[ select id, value from claim where rank = 'deprecated' order by id limit 1 ]], s = [[ select id, title from source order by id ]] } }
function report.load(data, p) return { n = data.row("n"), s = data.rows("s") } end
function report.render(doc, d, p)
  doc:title(d.s[1].title)
  doc:paragraph(d.n.value)
  doc:sources {}
end
return report
