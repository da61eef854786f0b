-- A set of a megabyte, tried on a megabyte.
-- expect: limit time
local report = { id = "bracket-class-find", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local set = ("b"):rep(1000000)
  return (("a"):rep(1000000)):find("[" .. set .. "]") -- here
end
return report
