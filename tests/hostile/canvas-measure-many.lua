-- Measuring without end.
-- expect: limit
local report = { id = "canvas-measure-many", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc)
  doc:title("Hostile")
  for i = 1, 10000000 do doc:measure("some text that is measured") end -- here
end
return report
