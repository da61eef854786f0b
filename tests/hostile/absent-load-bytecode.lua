-- Bytecode is not checked by the machine that runs it.
-- expect: error is not available in a report
local report = { id = "absent-load-bytecode", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local x = load("\27Lua")() -- here
  return x
end
return report
