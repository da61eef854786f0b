-- __len lies, and an __index answers for every place.
-- expect: bounded
local report = { id = "table-concat-length", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t = setmetatable({}, { __len = function() return math.maxinteger - 1 end, __index = function() return "" end })
  return table.concat(t)
end
return report
