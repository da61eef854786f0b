-- A file called fmt.lua does not stand in for the engine's own.
-- setup: echo "return { integer = error, value = error }" >fmt.lua; cp fmt.lua theme.lua; mkdir language; cp fmt.lua language/en.lua
-- expect: ok
local report = { id = "module-shadows", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("{n}", { n = 1000 })
  if require("fmt").integer(1000) ~= "1,000" then error("shadowed") end
end
return report
