-- The same with the lazy quantifier and captures.
-- expect: limit time
local report = { id = "backtracking-lazy", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local s, p = ("ab"):rep(2000), "(.-)(.-)(.-)(.-)(.-)c"
  return s:find(p) -- here
end
return report
