-- __index calls a library function, which asks for __index.
-- expect: error C stack overflow
local report = { id = "recursion-metamethods", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t
  t = setmetatable({}, { __index = function() return table.concat(t, "", 1, 1) end })
  return t[1]
end
return report
