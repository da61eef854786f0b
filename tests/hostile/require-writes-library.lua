-- A module of the engine is changed under its feet.
-- expect: error nothing is added to
local report = { id = "require-writes-library", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local fmt = require("fmt")
  pcall(rawset, fmt, "value", error)
  pcall(function() fmt.value = error end)
  string.rep = error -- here
end
return report
