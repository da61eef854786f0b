-- Three hundred locals.
-- setup: for i in $(seq 300); do echo "local v$i = 1"; done >locals.lua
-- expect: error too many local variables
local report = { id = "require-locals", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  require("locals")
end
return report
