-- Each replacement makes the text longer.
-- expect: limit time
local report = { id = "gsub-empty-loop", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local s = "a"
  while true do s = s:gsub("", "b"):sub(1, 1000) end -- here
end
return report
