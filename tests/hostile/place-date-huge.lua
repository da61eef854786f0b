-- A year of twenty digits, said as a date.
-- expect: error
local report = { id = "place-date-huge", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("{a:long}", { a = "Y99999999999999999999" }) -- here
end
return report
