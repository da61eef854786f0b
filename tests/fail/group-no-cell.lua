local report = { id = "group-no-cell", title = "x", api = 1, levels = { "public" }, evidence = "strict", queries = {
  months = [[ select substr(a.start_lo, 1, 7) as month, count(a.id) as n, cites(a.id) as n_cites
    from act a where a.start_lo is not null group by 1 order by 1 ]] } }
function report.load(data) return { months = data.rows("months") } end
function report.render(doc, d)
  doc:paragraph(d.months[1].month)
end
return report
