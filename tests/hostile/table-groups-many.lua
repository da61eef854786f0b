-- As many groups as rows, with heads higher than a page.
-- expect: bounded
local report = { id = "table-groups-many", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local rows = {}
  for i = 1, 3000 do rows[i] = { a = i % 3 == 0 and ("long "):rep(i) or i } end
  doc:table { rows = rows, columns = { { head = "A", field = "a" } }, group = { field = "a", head = "{a} {a}" } }
end
return report
