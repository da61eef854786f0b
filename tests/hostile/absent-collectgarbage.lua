-- What the collector says depends on the machine.
-- expect: error is not available in a report
local report = { id = "absent-collectgarbage", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local x = collectgarbage("count") -- here
  return x
end
return report
