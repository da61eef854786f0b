-- Text that would print reversed.
-- expect: error right-to-left
local report = { id = "doc-right-to-left", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("\u{5d0}\u{5d1}")
end
return report
