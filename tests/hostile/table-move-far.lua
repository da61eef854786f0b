-- table.move over more places than there are.
-- expect: limit time
local report = { id = "table-move-far", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  table.move({}, 1, 1000000000000, 2) -- here
end
return report
