-- Randomness.
-- expect: error is not available in a report
local report = { id = "absent-math-random", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local x = math.random() -- here
  return x
end
return report
