-- A column of less than nothing.
-- expect: error
local report = { id = "doc-columns-negative", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:columns({ -300, 0 }, { function() doc:paragraph("x") end, function() doc:paragraph("y") end }) -- here
end
return report
