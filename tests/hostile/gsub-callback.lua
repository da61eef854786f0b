-- A replacement that never answers.
-- expect: limit time
local report = { id = "gsub-callback", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  return (("x"):gsub("x", function() while true do end end)) -- here
end
return report
