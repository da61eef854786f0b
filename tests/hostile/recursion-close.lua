-- A __close that opens another.
-- expect: limit
local report = { id = "recursion-close", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local function f()
    local x <close> = setmetatable({}, { __close = f })
    f()
  end
  f()
end
return report
