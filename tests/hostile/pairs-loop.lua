-- __pairs never answers.
-- expect: limit time
local report = { id = "pairs-loop", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  pairs(setmetatable({}, { __pairs = function()
    while true do end -- here
  end }))
end
return report
