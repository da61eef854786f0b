-- A level near the largest integer.
-- expect: error from 1 to 3
local report = { id = "doc-level-huge", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:heading(math.maxinteger - 1, "x") -- here
end
return report
