-- __lt never answers, called by table.sort.
-- expect: limit time
local report = { id = "lt-loop", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local mt = { __lt = function()
    while true do end -- here
  end }
  table.sort({ setmetatable({}, mt), setmetatable({}, mt) })
end
return report
