-- Unknown globals are asked for without end; each answer is looked up and kept.
-- expect: limit
local report = { id = "report-global-names", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  while true do pcall(function() return unknown_name end) end -- here
end
return report
