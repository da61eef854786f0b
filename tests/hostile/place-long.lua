-- A path of ninety kilobytes.
-- expect: error
local report = { id = "place-long", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("{" .. ("a"):rep(90000) .. "}", {}) -- here
end
return report
