-- A head of fifty pages over rows of one line.
-- run: --timeout 3 --memory 128
-- expect: bounded
local report = { id = "table-head-large", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local rows = {}
  for i = 1, 100 do rows[i] = { a = i } end
  doc:table { rows = rows, columns = { { head = ("head "):rep(15000), field = "a" }, { head = "B", field = "a" } } }
end
return report
