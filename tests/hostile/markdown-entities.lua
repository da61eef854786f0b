-- Entities that stand for no character: half of a pair, and beyond Unicode.
-- expect: error an entity
local report = { id = "markdown-entities", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("&#xD800; &#x110000; &#xFFFFFF;") -- here
end
return report
