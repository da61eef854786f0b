-- A million numbers, sorted again and again.
-- run: --timeout 1 --memory 128
-- expect: limit
local report = { id = "sort-millions", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t = {}
  for i = 1, 1000000 do t[i] = (i * 7919) % 1000003 end -- here
  while true do table.sort(t) table.sort(t, function(a, b) return a > b end) end -- here
end
return report
