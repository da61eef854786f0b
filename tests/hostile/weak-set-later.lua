-- A table that is made weak afterwards would tell when the collector ran.
-- expect: ok
local report = { id = "weak-set-later", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local mt = {}
  local weak = setmetatable({}, mt)
  pcall(function() mt.__mode = "v" end)
  weak[1] = {}
  for i = 1, 200000 do weak[2] = { i } end
  if weak[1] == nil then error("the collector can be watched") end
end
return report
