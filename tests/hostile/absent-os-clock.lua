-- The clock.
-- expect: error is not available in a report
local report = { id = "absent-os-clock", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local x = os.clock() -- here
  return x
end
return report
