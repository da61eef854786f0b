-- Strings that differ in their last letter only.
-- expect: limit
local report = { id = "sort-long-strings", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t, s = {}, ("a"):rep(500000)
  for i = 1, 60 do t[i] = s .. i end -- here
  while true do table.sort(t) table.sort(t, function(a, b) return b < a end) end -- here
end
return report
