-- Lua and C call each other without end.
-- expect: error C stack overflow
local report = { id = "recursion-c", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local function f() return (("x"):gsub("x", f)) end
  f()
end
return report
