-- A module of a thousand million bytes.
-- setup: truncate -s 1G big.lua
-- expect: limit
local report = { id = "require-sparse", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  require("big")
end
return report
