-- A thread of its own escapes a hook on the main one.
-- expect: error is not available in a report
local report = { id = "absent-coroutine-loop", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local x = coroutine.wrap(function() while true do end end)() -- here
  return x
end
return report
