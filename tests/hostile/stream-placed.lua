-- A source in columns, boxes and sections, several times, and in tables that the script then failed to complete.
-- expect: ok
local report = { id = "stream-placed", title = "Hostile", api = 1, evidence = "none" }
report.queries = { n = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000) select i from n order by i",
  none = "select 1 as i where 0 order by 1" }
function report.load(data)
  return { n = data.source("n"), none = data.source("none") }
end
function report.render(doc, d)
  doc:title("Hostile")
  local column = { { head = "A", field = "i", align = "decimal" } }
  pcall(doc.table, doc, { rows = d.n, columns = column, notes = {} })
  pcall(doc.table, doc, { rows = d.n, columns = { { field = "i" } } })
  pcall(doc.section, doc, function() doc:table { rows = d.n, columns = column } error("x") end)
  for _, rows in ipairs({ d.n, d.none }) do
    doc:columns({ 0, 0, 0 }, { function() doc:table { rows = rows, columns = column } end, function() doc:table { rows = rows, columns = column, group = "i" } end,
      function() doc:box("box", function() doc:table { rows = rows, columns = column, notes = "n" } end) end })
    doc:section(function() doc:table { rows = rows, columns = column, caption = "c" } end)
  end
end
return report
