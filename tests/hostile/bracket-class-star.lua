-- A set of a megabyte within one greedy step.
-- expect: limit time
local report = { id = "bracket-class-star", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local set = ("b"):rep(1000000)
  return (("a"):rep(1000000)):find("^[^" .. set .. "]*c") -- here
end
return report
