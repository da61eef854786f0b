-- A space upwards, over what stands there.
-- expect: error
local report = { id = "doc-space-negative", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:space(-500) -- here
end
return report
