-- A global function is replaced.
-- expect: error cannot be replaced
pcall = error -- here
local report = { id = "report-replaces-globals", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
end
return report
