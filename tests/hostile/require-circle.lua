-- Two modules that require each other.
-- setup: echo "return require('two')" >one.lua; echo "return require('one')" >two.lua
-- expect: error requires itself
local report = { id = "require-circle", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  require("one")
end
return report
