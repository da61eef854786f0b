-- A word of a hundred thousand letters.
-- expect: bounded
local report = { id = "doc-word-long", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(("w"):rep(99999))
  doc:columns({ 20, 0 }, { function() doc:paragraph(("W"):rep(9999)) end, function() doc:rule() end })
end
return report
