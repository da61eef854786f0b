-- The same through a chain of 1,999 tables, each asked for every place.
-- expect: limit time
local report = { id = "table-move-chain", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t = {}
  for _ = 1, 1900 do t = setmetatable({}, { __index = t }) end
  table.move(t, 1, math.maxinteger - 1, 1, {}) -- here
end
return report
