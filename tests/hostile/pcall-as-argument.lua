-- pcall calls pcall, so that no function of the script stands between.
-- expect: limit time
local report = { id = "pcall-as-argument", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  while true do pcall(pcall, pcall, pcall, error) end -- here
end
return report
