-- A length of a million digits.
-- expect: error
local report = { id = "doc-length-digits", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:space(("9"):rep(1000000) .. "mm") -- here
end
return report
