-- What stands behind a NUL is not seen by the system.
-- expect: error there is no module
local report = { id = "require-nul", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  require("secret\0.lua") -- here
end
return report
