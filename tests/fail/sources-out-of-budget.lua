local report = { id = "sources-out-of-budget", title = "sources-out-of-budget", api = 1, levels = { "meeting" }, evidence = "strict", pages = 2,
  queries = { q = [[ select id, start_e from act where id = 'act-kunbolat-2021-02-02' order by id ]], s = [[ select id, title from source order by id ]] } }
function report.load(data, p) return { rows = data.rows("q"), s = data.rows("s") } end
function report.render(doc, d, p)
  doc:title(d.s[1].title)
  doc:section(function() for i = 1, 60 do doc:paragraph(d.rows[1].start_e) end end)
  doc:section(function() for i = 1, 60 do doc:paragraph(d.rows[1].start_e) end doc:sources {} end, { rank = 1 })
end
return report
