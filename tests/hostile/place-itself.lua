-- A table that holds itself, looked through a thousand times.
-- expect: error
local report = { id = "place-itself", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t = {}
  t.t = t
  doc:paragraph("{" .. ("t."):rep(1000) .. "t}", t) -- here
end
return report
