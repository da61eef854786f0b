-- A file of the machine.
-- expect: error is not available in a report
local report = { id = "absent-io-open", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local x = io.open("/etc/passwd") -- here
  return x
end
return report
