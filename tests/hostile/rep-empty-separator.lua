-- The same, by an empty separator and near the largest integer.
-- expect: bounded
local report = { id = "rep-empty-separator", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  string.rep("", math.maxinteger, "") -- here
end
return report
