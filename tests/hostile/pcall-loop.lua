-- Each pcall catches the limit's error, and the loop around it goes on.
-- expect: limit time
local report = { id = "pcall-loop", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  while true do pcall(function() while true do end end) end -- here
end
return report
