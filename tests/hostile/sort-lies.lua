-- A comparison that always says yes.
-- expect: error invalid order function
local report = { id = "sort-lies", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t = {}
  for i = 1, 1000 do t[i] = i end
  table.sort(t, function() return true end) -- here
end
return report
