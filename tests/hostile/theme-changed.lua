-- The theme's styles are changed by the report.
-- expect: error read-only
local report = { id = "theme-changed", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  require("theme").styles.body.size = -1 -- here
end
return report
