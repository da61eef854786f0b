-- A letter with fifty thousand accents.
-- expect: bounded
local report = { id = "doc-marks-stacked", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("a" .. ("\u{301}"):rep(49000))
end
return report
