-- Spaces and columns of nothing, and the widest that a page takes.
-- expect: ok
local report = { id = "doc-space-zero", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:space(0)
  doc:space("0mm")
  doc:columns({ 0 }, { function() doc:space(0) end })
  doc:columns({ 1, 0 }, { function() doc:paragraph("narrow") end, function() doc:paragraph("x") end }, { gutter = 0 })
  doc:space(743)
end
return report
