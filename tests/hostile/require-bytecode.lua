-- A module that is bytecode.
-- setup: printf '\033Lua' >code.lua
-- expect: error bytecode is not run
local report = { id = "require-bytecode", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  require("code")
end
return report
