-- A table that runs over three pages and more: its head stands on each, as an artifact after the first.
local report = { id = "headers", title = "A long table", api = 1, levels = { "public" }, evidence = "none",
  queries = { numbers = [[
    with recursive n(i) as (select 1 union all select i + 1 from n where i < 130)
    select i as number, i * i as square, 'row ' || i as label from n order by i ]] } }

function report.load(data) return { rows = data.rows("numbers", {}) } end

function report.render(doc, d)
  doc:title("A long table")
  doc:table { caption = "Squares", rows = d.rows, columns = {
    { head = "Number", field = "number", align = "right" }, { head = "Square", field = "square", align = "right" },
    { head = "Label", field = "label" } } }
end
return report
