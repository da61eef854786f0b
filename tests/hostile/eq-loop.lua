-- __eq never answers.
-- expect: limit time
local report = { id = "eq-loop", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local mt = { __eq = function()
    while true do end -- here
  end }
  return setmetatable({}, mt) == setmetatable({}, mt)
end
return report
