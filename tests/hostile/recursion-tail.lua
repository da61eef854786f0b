-- A tail call takes no stack.
-- expect: limit time
local report = { id = "recursion-tail", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local function f() return f() end -- here
  f()
end
return report
