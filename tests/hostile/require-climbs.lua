-- A name that climbs out of the folder.
-- setup: echo "return {}" >../secret.lua
-- expect: error is no module name
local report = { id = "require-climbs", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  require("../secret") -- here
end
return report
