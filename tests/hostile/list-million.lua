-- A list of a million items.
-- expect: limit
local report = { id = "list-million", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t = {}
  for i = 1, 1000000 do t[i] = "x" end -- here
  doc:list(t, nil, { numbered = true }) -- here
end
return report
