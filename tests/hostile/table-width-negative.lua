-- A width of less than nothing, which would give the others more.
-- expect: error
local report = { id = "table-width-negative", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:table { rows = { { a = 1 } }, columns = { { head = "A", field = "a", width = -5000 }, { head = "B", field = "a" } } } -- here
end
return report
