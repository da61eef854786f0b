local report = { id = "title-in-dropped-block", title = "title-in-dropped-block", api = 1, levels = { "meeting" }, evidence = "strict",
  queries = { q = [[ select id, start_e from act where id = 'act-kunbolat-2021-02-02' order by id ]], s = [[ select id, title from source order by id ]] } }
function report.load(data, p) return { rows = data.rows("q"), s = data.rows("s") } end
function report.render(doc, d, p)
  pcall(function() doc:section(function() doc:title(d.s[1].title) error("x") end) end)
  doc:paragraph(d.rows[1].start_e)
  doc:sources {}
end
return report
