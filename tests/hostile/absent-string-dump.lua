-- The first half of the way to bytecode.
-- expect: error is not available in a report
local report = { id = "absent-string-dump", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local x = string.dump(function() end) -- here
  return x
end
return report
