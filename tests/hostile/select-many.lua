-- A million arguments, given on and on.
-- expect: limit
local report = { id = "select-many", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t = {}
  for i = 1, 200000 do t[i] = i end
  while true do select(-1, select(2, table.unpack(t))) end -- here
end
return report
