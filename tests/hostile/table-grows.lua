-- A table without end.
-- expect: limit
local report = { id = "table-grows", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t = {}
  for i = 1, math.huge do t[#t + 1] = { i } end
end
return report
