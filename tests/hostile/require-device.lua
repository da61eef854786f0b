-- A link to a device that never ends.
-- setup: ln -s /dev/zero zero.lua
-- expect: error
local report = { id = "require-device", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  require("zero") -- here
end
return report
