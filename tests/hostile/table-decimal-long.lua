-- Numbers of a hundred thousand digits on either side of the mark, of marks alone, and text that never ends.
-- expect: bounded
local report = { id = "table-decimal-long", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local digits = ("9"):rep(49990)
  local rows = { { a = digits .. "." .. digits }, { a = digits:rep(2) }, { a = "." .. digits:rep(2) }, { a = ("."):rep(99000) }, { a = ("1."):rep(49000) },
    { a = "x" .. ("\u{202f}"):rep(30000) }, { a = (" "):rep(99000) }, { a = "" }, { a = "." }, { a = 1.5 } }
  doc:table { rows = rows, columns = { { head = "A", field = "a", align = "decimal" }, { head = "B", field = "a", align = "decimal", width = 1 },
    { head = "C", field = "a", align = "decimal", share = 1 } } }
end
return report
