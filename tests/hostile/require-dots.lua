-- Dots become slashes.
-- expect: error is no module name
local report = { id = "require-dots", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  require("..secret") -- here
end
return report
