-- A file of the machine as a script.
-- expect: error is not available in a report
local report = { id = "absent-dofile", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local x = dofile("/etc/passwd") -- here
  return x
end
return report
