-- A placeholder whose table never answers.
-- expect: limit time
local report = { id = "place-index-loop", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("{a}", setmetatable({}, { __index = function() while true do end end })) -- here
end
return report
