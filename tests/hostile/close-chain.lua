-- A thousand variables to close, each of which loops.
-- expect: limit time
local report = { id = "close-chain", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local closing = setmetatable({}, { __close = function()
    pcall(function() while true do end end) -- here
  end })
  local function nest(n)
    local x <close> = closing
    if n > 0 then nest(n - 1) end -- here
    while true do end -- here
  end
  nest(1000)
end
return report
