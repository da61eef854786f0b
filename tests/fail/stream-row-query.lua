-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none",
  queries = { words = [[ with recursive n(i) as (select 1 union all select i + 1 from n where i < 300)
    select case i when 250 then abs(-9223372036854775807 - 1) else i end as n from n order by i ]] } }

function report.load(data) return { source = data.source("words") } end
function report.render(doc, d)
  doc:title("X")
  doc:table { rows = d.source,
    columns = { { head = "Word", field = "n" } } }
end
return report
