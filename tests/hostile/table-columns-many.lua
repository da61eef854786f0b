-- A table of five thousand columns.
-- expect: error 1 to 64 columns
local report = { id = "table-columns-many", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local c = {}
  for i = 1, 5000 do c[i] = { head = "H", field = "a" } end
  doc:table { rows = { { a = 1 } }, columns = c } -- here
end
return report
