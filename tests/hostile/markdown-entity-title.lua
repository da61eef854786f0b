-- A title that would make the file's properties no XML.
-- expect: error an entity
local report = { id = "markdown-entity-title", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Title &#xDFFF;&#xFFFFFF;") -- here
end
return report
