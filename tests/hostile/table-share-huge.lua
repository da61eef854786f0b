-- A share that does not fit.
-- expect: error from 1 to 1000
local report = { id = "table-share-huge", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:table { rows = { { a = 1 } }, columns = { { head = "A", field = "a", share = math.maxinteger } } } -- here
end
return report
