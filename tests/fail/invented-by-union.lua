local report = { id = "invented-by-union", title = "invented-by-union", api = 1, levels = { "meeting" }, evidence = "strict",
  queries = { acts = [[ select id, status from act union all select 'act-akytkhan-2021-11-25', 'dead' order by 1 ]] } }
function report.load(data, p) return { rows = data.rows("acts", {}) } end
function report.render(doc, d, p)
  doc:paragraph(d.rows[1].status)
end
return report
