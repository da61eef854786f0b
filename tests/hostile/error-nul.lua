-- A message with a NUL.
-- expect: error before
local report = { id = "error-nul", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  error("before\0after") -- here
end
return report
