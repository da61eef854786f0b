-- Columns in columns, as many as the stack takes, and kept.
-- expect: bounded
local report = { id = "doc-nested-columns-kept", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local function nest()
    pcall(doc.columns, doc, { 0 }, { nest })
    doc:paragraph("x")
  end
  nest()
end
return report
