-- A message handler that loops runs where no hook reaches.
-- expect: error is not available in a report
local report = { id = "absent-xpcall-handler", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local x = xpcall(error, function() while true do end end) -- here
  return x
end
return report
