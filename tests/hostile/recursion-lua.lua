-- A function that calls itself and is not at an end.
-- expect: error stack overflow
local report = { id = "recursion-lua", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local function f(n) return 1 + f(n + 1) end
  f(1)
end
return report
