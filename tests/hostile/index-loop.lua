-- __index calls itself by another table.
-- expect: limit time
local report = { id = "index-loop", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local a, b = {}, {}
  setmetatable(a, { __index = function(_, k) return pcall(function() return b[k] end) and b end }) -- here
  setmetatable(b, { __index = function(_, k) return pcall(function() return a[k] end) and a end }) -- here
  while true do pcall(function() return a.x end) end -- here
end
return report
