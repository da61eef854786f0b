-- Sections in one another without end.
-- expect: error C stack overflow
local report = { id = "doc-nested-section", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local function nest() doc:section(nest) end
  nest()
end
return report
