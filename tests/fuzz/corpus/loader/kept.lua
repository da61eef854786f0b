local kept, rows
return { id = "k", title = "k", api = 1, evidence = "none", queries = { q = "select * from pet order by id" },
  load = function(data) kept = data rows = data.rows("q") return { r = rows } end,
  render = function(doc, d)
    doc:title("x")
    pcall(kept.rows, "q") pcall(doc.title, doc, "again") pcall(doc.paragraph, 1) pcall(doc.heading, doc, 9, "x")
    pcall(doc.section, doc, function() doc:paragraph("half") error("no") end)
    pcall(doc.columns, doc, { function() doc:columns({ function() doc:sources() end }) end })
    pcall(doc.table, doc, { columns = {}, rows = {} }) pcall(doc.paragraph, doc, rows[1].name, nil, { style = "nope", rank = -1 })
    for i = 1, 5 do pcall(doc.list, doc, { d.r[1].name, i, false }, d.r[i]) end
    doc:paragraph(("long "):rep(300))
  end }
