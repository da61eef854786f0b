-- A variable that is closed by the limit's error loops in its __close.
-- expect: limit time
local report = { id = "close-loop", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local closing = setmetatable({}, { __close = function()
    while true do end -- here
  end })
  do
    local x <close> = closing
    while true do end -- here
  end
end
return report
