-- Spaces upwards, past what a coordinate holds.
-- expect: error
local report = { id = "doc-space-negative-many", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  for _ = 1, 300 do doc:space(-19999) end -- here
end
return report
