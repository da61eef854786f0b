-- Source nested a hundred thousand deep.
-- setup: awk 'BEGIN { printf "return "; for (i = 0; i < 100000; i++) printf "("; print 1 }' >deep.lua
-- expect: error
local report = { id = "require-nested-source", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  require("deep")
end
return report
