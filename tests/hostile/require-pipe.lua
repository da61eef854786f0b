-- A pipe with a module's name: opening it would wait for ever.
-- setup: mkfifo pipe.lua
-- expect: error
local report = { id = "require-pipe", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  require("pipe") -- here
end
return report
