-- An option whose name is a megabyte.
-- expect: error unknown key
local report = { id = "doc-options-key-huge", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("x", nil, { [("k"):rep(1000000)] = 1 }) -- here
end
return report
