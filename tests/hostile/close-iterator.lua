-- The closing value of a for loop loops.
-- expect: limit time
local report = { id = "close-iterator", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local closing = setmetatable({}, { __close = function()
    while true do end -- here
  end })
  for _ in function(_, i) return i == nil and 1 or nil end, nil, nil, closing do break end
end
return report
