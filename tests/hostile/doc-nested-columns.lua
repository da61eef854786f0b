-- Columns in one another without end.
-- expect: error C stack overflow
local report = { id = "doc-nested-columns", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local function nest() doc:columns({ 0, 0 }, { nest, nest }) end
  nest()
end
return report
