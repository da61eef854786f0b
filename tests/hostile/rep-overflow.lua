-- A length that does not fit.
-- expect: error resulting string too large
local report = { id = "rep-overflow", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  return ("xx"):rep(math.maxinteger) -- here
end
return report
