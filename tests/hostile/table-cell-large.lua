-- A cell of a hundred pages beside one of a line.
-- expect: bounded
local report = { id = "table-cell-large", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:table { rows = { { a = ("cell "):rep(19000), b = "b" } }, columns = { { head = "A", field = "a", width = 60 }, { head = "B", field = "b" } } }
end
return report
