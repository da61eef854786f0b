-- Rows of which each is longer than the one before.
-- run: --memory 200
-- expect: bounded
local report = { id = "stream-growing", title = "Hostile", api = 1, evidence = "none" }
report.queries = { n = [[ with recursive n(i) as (select 1 union all select i + 1 from n where i < 600)
  select i, substr(:x, 1, i) as x, substr(:y, 1, 2 * i) as y from n order by i ]] }
function report.load(data) return { n = data.source("n", { x = ("x"):rep(600), y = ("y "):rep(600) }) } end
function report.render(doc, d)
  doc:title("Hostile")
  doc:table { rows = d.n, columns = { { head = "A", field = "x" }, { head = "B", field = "y" }, { head = "C", field = "i", align = "decimal" } } }
end
return report
