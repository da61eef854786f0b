-- Half a million constants.
-- setup: awk 'BEGIN { print "return {"; for (i = 0; i < 500000; i++) print "\"k" i "\","; print "}" }' >constants.lua
-- expect: bounded
local report = { id = "require-constants", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  require("constants")
end
return report
