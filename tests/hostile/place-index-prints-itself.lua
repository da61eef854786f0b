-- A placeholder whose table prints itself.
-- expect: error C stack overflow
local report = { id = "place-index-prints-itself", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local env
  env = setmetatable({}, { __index = function() doc:paragraph("{a}", env) end })
  doc:paragraph("{a}", env)
end
return report
