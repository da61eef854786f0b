-- A table of options with half a million keys.
-- expect: bounded
local report = { id = "doc-options-many", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local o = {}
  for i = 1, 300000 do o["key" .. i] = i end
  doc:paragraph("x", nil, o)
end
return report
