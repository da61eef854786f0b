-- __concat never answers.
-- expect: limit time
local report = { id = "concat-loop", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t = setmetatable({}, { __concat = function()
    while true do end -- here
  end })
  return t .. t
end
return report
