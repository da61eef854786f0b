-- A comparison that empties the table meanwhile.
-- expect: error
local report = { id = "sort-takes-out", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t = {}
  for i = 1, 1000 do t[i] = i end
  table.sort(t, function(a, b) -- here
    for i = 1, 1000 do t[i] = nil end
    return a < b -- here
  end)
end
return report
