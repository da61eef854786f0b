-- A set of a megabyte within lazy steps.
-- expect: limit time
local report = { id = "bracket-class-lazy", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local set = ("b"):rep(1000000)
  return (("a"):rep(1000000)):match("^[^" .. set .. "]-c") -- here
end
return report
