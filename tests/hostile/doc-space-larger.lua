-- A space larger than a page.
-- expect: error does not fit
local report = { id = "doc-space-larger", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:space(19999)
end
return report
