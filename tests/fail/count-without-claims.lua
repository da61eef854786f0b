local report = { id = "count-without-claims", title = "count-without-claims", api = 1, levels = { "meeting" }, evidence = "strict",
  queries = { n = [[ select count(*) as n, cites(id) as n_cites from person ]], s = [[ select id, title from source order by id ]] } }
function report.load(data, p) return { n = data.row("n"), s = data.rows("s") } end
function report.render(doc, d, p)
  doc:title(d.s[1].title)
  doc:paragraph(d.n.n)
  doc:sources {}
end
return report
