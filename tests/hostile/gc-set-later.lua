-- A finaliser that is put into the metatable afterwards is none.
-- expect: ok
local report = { id = "gc-set-later", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local mt = {}
  setmetatable({}, mt)
  mt.__gc = function() while true do end end
  local t = {}
  for i = 1, 100000 do t = { t = i } end
  doc:paragraph(tostring(t.t))
end
return report
