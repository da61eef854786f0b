-- pairs sorts the keys of a large table, again and again.
-- run: --timeout 1 --memory 256
-- expect: limit
local report = { id = "pairs-millions", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t = {}
  for i = 1, 200000 do t["key " .. i] = i end -- here
  while true do pairs(t) end -- here
end
return report
