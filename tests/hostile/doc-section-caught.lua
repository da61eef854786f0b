-- Errors in the middle of blocks, all caught.
-- expect: ok
local report = { id = "doc-section-caught", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  for _ = 1, 200 do
    pcall(doc.section, doc, function() doc:paragraph("half") error("no") end)
    pcall(doc.section, doc, 1)
    pcall(doc.columns, doc, { 0, 0 }, { function() doc:paragraph("left") end, error })
    pcall(doc.table, doc, { rows = { { a = 1 }, {} }, columns = { { head = "A", field = "a" } } })
    pcall(doc.tile, doc, { value = 1, label = "{x}", env = {} })
    pcall(doc.list, doc, { "a", {} })
  end
end
return report
