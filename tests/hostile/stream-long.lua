-- A query that never ends, as a source.
-- run: --timeout 1
-- expect: limit time
local report = { id = "stream-long", title = "Hostile", api = 1, evidence = "none" }
report.queries = { n = "with recursive n(i) as (select 1 union all select i + 1 from n) select i, 'x' || i as x from n order by 1" }
function report.load(data) return { n = data.source("n") } end
function report.render(doc, d)
  doc:title("Hostile")
  doc:table { rows = d.n, columns = { { head = "A", field = "i" } } }
end
return report
