-- __len says that there are two thousand million to sort.
-- expect: bounded
local report = { id = "sort-length", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t = setmetatable({}, { __len = function() return 2147483646 end })
  table.sort(t, function() return false end)
end
return report
