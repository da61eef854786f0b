-- Modules without end, each of another name.
-- expect: limit
local report = { id = "require-again", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  for i = 1, math.huge do pcall(require, "no" .. i) end -- here
end
return report
