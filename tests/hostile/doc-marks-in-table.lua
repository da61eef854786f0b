-- Cells of one letter with fifty thousand accents.
-- expect: bounded
local report = { id = "doc-marks-in-table", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local rows = {}
  for i = 1, 40 do rows[i] = { a = "a" .. ("\u{301}"):rep(49000) } end
  doc:table { rows = rows, columns = { { head = "A", field = "a" }, { head = "B", field = "a" } } }
end
return report
