-- Rows that are added while they print.
-- expect: limit
local report = { id = "table-rows-grow", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local rows = {}
  local row = setmetatable({}, { __index = function()
    rows[#rows + 1] = rows[1] -- here
    return 1
  end })
  rows[1] = row
  doc:table { rows = rows, columns = { { head = "A", field = "a" } } } -- here
end
return report
