-- A module that does not come to its end.
-- setup: echo "while true do end" >loop.lua
-- expect: limit time
local report = { id = "require-loop", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  require("loop")
end
return report
