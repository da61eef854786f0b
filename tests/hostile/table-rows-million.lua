-- A table of a million rows.
-- expect: limit
local report = { id = "table-rows-million", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local rows, row = {}, { a = 1, b = 2 }
  for i = 1, 1000000 do rows[i] = row end -- here
  doc:table { rows = rows, columns = { { head = "A", field = "a" }, { head = "B", field = "b" } } } -- here
end
return report
