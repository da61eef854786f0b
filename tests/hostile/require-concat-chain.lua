-- An expression of a hundred thousand joined texts.
-- setup: awk 'BEGIN { printf "local x = 1\nreturn x"; for (i = 0; i < 100000; i++) printf "..x"; print "" }' >joined.lua
-- expect: error
local report = { id = "require-concat-chain", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  require("joined")
end
return report
