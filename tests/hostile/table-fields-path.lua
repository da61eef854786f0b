-- A field with a thousand steps.
-- expect: error
local report = { id = "table-fields-path", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t = {}
  t.t = t
  doc:table { rows = { t }, columns = { { head = "A", field = ("t."):rep(1000) .. "t" } } } -- here
end
return report
