-- A report of one's own in a folder called scripts.
-- setup: mkdir scripts; echo "local t = {}; t.a.b = 1" >scripts/inner.lua
-- expect: error
local report = { id = "header-scripts-folder", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  require("scripts.inner") -- here
end
return report
