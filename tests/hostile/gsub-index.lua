-- A replacement table whose __index never answers.
-- expect: limit time
local report = { id = "gsub-index", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  return (("x"):gsub("x", setmetatable({}, { __index = function() while true do end end }))) -- here
end
return report
