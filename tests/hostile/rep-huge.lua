-- A text of a thousand million bytes.
-- expect: limit memory
local report = { id = "rep-huge", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  return ("x"):rep(1000000000)
end
return report
