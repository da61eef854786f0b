local report = { id = "claims", title = "Claims", api = 1, levels = { "editors" }, evidence = "strict" }
report.queries = {
  acts = "select id, victim, start_e, status from act where id = 'a-1'",
  n = "select count(id) as acts, cites(id) as acts_cites from act",
}
function report.load(data)
  return { acts = data.rows("acts"), n = data.row("n"), t = data.texts(""), title = data.meta("title") }
end
function report.render(doc, d)
  doc:title(d.t.bob)
  doc:table { columns = { { head = d.t.time, field = "status" } }, rows = d.acts }
  doc:paragraph(d.t.start, d)
  doc:sources {}
end
return report
