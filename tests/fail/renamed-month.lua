local report = { id = "renamed-month", title = "renamed-month", api = 1, levels = { "meeting" }, evidence = "strict",
  queries = { q = [[ select id, start_e, status from act order by id ]], s = [[ select id, title from source order by id ]] } }
function report.load(data, p) require("language.en").months[11] = "May" return { rows = data.rows("q"), s = data.rows("s") } end
function report.render(doc, d, p)
  doc:title(d.s[1].title)
  doc:paragraph(d.rows[1].start_e)
  doc:sources {}
end
return report
