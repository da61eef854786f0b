-- Boxes in one another, as many as the stack takes, and kept.
-- expect: bounded
local report = { id = "doc-nested-kept", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local depth = 0
  local function nest()
    depth = depth + 1
    pcall(doc.box, doc, "title", nest)
    doc:paragraph("x")
  end
  nest()
end
return report
