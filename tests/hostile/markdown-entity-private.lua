-- An entity for the engine's own stand-in of a placeholder.
-- expect: error an entity
local report = { id = "markdown-entity-private", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("{n} &#xE000; &#xE001;", { n = 1 }) -- here
end
return report
