-- The error object is replaced for ever by the one of a __close.
-- expect: limit time
local report = { id = "error-object-closes", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local function closer() return setmetatable({}, { __close = function() error("again") end }) end -- here
  local function f()
    local a <close> = closer() -- here
    local b <close> = closer() -- here
    error("first") -- here
  end -- here
  while true do pcall(f) end -- here
end
return report
