-- __len lies, so that table.insert moves for ever.
-- expect: limit time
local report = { id = "table-insert-length", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t = setmetatable({}, { __len = function() return math.maxinteger - 1 end })
  table.insert(t, 1, "x") -- here
end
return report
