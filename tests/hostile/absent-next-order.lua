-- The order of hashing.
-- expect: error is not available in a report
local report = { id = "absent-next-order", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local x = next({}) -- here
  return x
end
return report
