-- A length that is no number.
-- expect: error no page is that large
local report = { id = "doc-length-nan", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:space(0 / 0) -- here
end
return report
