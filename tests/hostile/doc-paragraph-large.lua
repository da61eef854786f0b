-- A paragraph of one byte more than is allowed.
-- expect: error 100,000
local report = { id = "doc-paragraph-large", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(("x"):rep(100001)) -- here
end
return report
