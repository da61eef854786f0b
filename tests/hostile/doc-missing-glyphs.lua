-- Characters that no font has, on a base letter.
-- expect: error no font here
local report = { id = "doc-missing-glyphs", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("a" .. ("\u{1D16E}"):rep(5000))
end
return report
