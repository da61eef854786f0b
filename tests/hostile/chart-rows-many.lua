-- Charts of a hundred thousand rows, and of dates nine thousand years apart.
-- expect: bounded
-- run: --timeout 20 --memory 512
local chart = require("chart")
local report = { id = "chart-rows-many", title = "Hostile", api = 1, evidence = "none", queries = {
  many = [[ with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000)
    select 'n' || i as name, i as n, (1000 + i % 9000) || '-02-03' as day, (1000 + i * 7 % 9000) || '-02-04' as later from n order by i ]] } }
function report.load(data) return { many = data.rows("many") } end
function report.render(doc, d)
  doc:title("Hostile")
  chart.units(doc, { rows = d.many, table = false })
  chart.timeline(doc, { rows = d.many, from = "day", text = "name", table = false })
  chart.dots(doc, { rows = d.many, from = "day", label = "name", table = false })
  chart.bars(doc, { rows = d.many, label = "name", value = "n", table = false })
end
return report
