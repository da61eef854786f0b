-- A module that requires itself.
-- setup: echo "return require('again')" >again.lua
-- expect: error requires itself
local report = { id = "require-itself", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  require("again")
end
return report
