-- Sixty columns on the mark, wider together than a page.
-- expect: bounded
local report = { id = "table-decimal-many", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local columns, rows = {}, {}
  for i = 1, 60 do columns[i] = { head = "H", field = "a", align = "decimal" } end
  for i = 1, 300 do rows[i] = { a = i .. "." .. i } end
  doc:table { rows = rows, columns = columns, group = "a", notes = { "n", "- a\n- b" }, rows_rank = 2147483647, keep = 2147483647 }
end
return report
