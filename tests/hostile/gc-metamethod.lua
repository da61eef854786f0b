-- A finaliser runs with hooks off.
-- expect: error '__gc' is not available
local report = { id = "gc-metamethod", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  setmetatable({}, { __gc = function() while true do end end }) -- here
end
return report
