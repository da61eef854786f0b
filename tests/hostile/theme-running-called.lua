-- The theme's running head, called by the report with its own facts.
-- expect: ok
local report = { id = "theme-running-called", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local running = require("theme").running
  pcall(running, "head", 2, 3, setmetatable({}, { __index = function() error("no") end }))
  local facts = { title = ("x"):rep(1000), words = setmetatable({}, { __index = function() return "{page.n}" end }), n = 1, total = 1e300 }
  local left = running("foot", 1, 1, facts).left
  doc:paragraph((left:gsub("[{}]", "")))
end
return report
