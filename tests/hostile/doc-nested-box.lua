-- Boxes in one another without end.
-- expect: error C stack overflow
local report = { id = "doc-nested-box", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local function nest() doc:box("title", nest) end
  nest()
end
return report
