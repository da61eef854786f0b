-- Sixty-four columns of widths that no page has.
-- expect: error no room
local report = { id = "table-columns-wide", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local c = {}
  for i = 1, 64 do c[i] = { head = "H", field = "a", width = i % 2 == 0 and 19999 or 0 } end
  doc:table { rows = { { a = "word" } }, columns = c } -- here
end
return report
