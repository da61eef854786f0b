-- A thousand modules, each of which requires the next.
-- setup: for i in $(seq 1000); do echo "return require('m$((i + 1))')" >m$i.lua; done; echo "return 1" >m1001.lua
-- expect: error C stack overflow
local report = { id = "require-chain", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  require("m1")
end
return report
