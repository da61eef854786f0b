-- A frontier with a set of a megabyte at each place.
-- expect: limit time
local report = { id = "frontier-set", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local set = ("b"):rep(1000000)
  return (("a"):rep(1000000)):find("%f[" .. set .. "]x") -- here
end
return report
