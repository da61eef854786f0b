-- A group's field that answers otherwise each time, by a metatable.
-- expect: bounded
local report = { id = "table-group-itself", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local n = 0
  local row = setmetatable({}, { __index = function(_, k) n = n + 1; return n % 5 == 0 and {} or n end })
  doc:table { rows = { row, row, row, row, row, row }, columns = { { head = "A", field = "b" } }, group = "a" }
end
return report
