-- A folder with a module's name.
-- setup: mkdir folder.lua
-- expect: error
local report = { id = "require-folder", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  require("folder") -- here
end
return report
