-- The machine's sizes.
-- expect: error is not available in a report
local report = { id = "absent-string-pack", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local x = string.pack("j", 1) -- here
  return x
end
return report
