-- The script takes the limit's hook away.
-- expect: error is not available in a report
local report = { id = "absent-debug-hook", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local x = debug.sethook() -- here
  return x
end
return report
