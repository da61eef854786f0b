-- The table of globals.
-- expect: error is not available in a report
local report = { id = "absent-global-environment", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  _G.x = 1 -- here
end
return report
