-- tostring within tostring.
-- expect: error C stack overflow
local report = { id = "recursion-tostring", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t
  t = setmetatable({}, { __tostring = function() return tostring(t) end })
  return tostring(t)
end
return report
