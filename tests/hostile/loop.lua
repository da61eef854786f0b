-- A loop without end.
-- expect: limit time
while true do end -- here
local report = { id = "loop", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
end
return report
