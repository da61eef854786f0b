-- __len lies, so that table.remove moves for ever.
-- expect: limit time
local report = { id = "table-remove-length", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t = setmetatable({}, { __len = function() return math.maxinteger - 1 end })
  table.remove(t, 1) -- here
end
return report
