-- A name of a megabyte.
-- expect: error there is no module
local report = { id = "require-huge-name", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  require(("x"):rep(1000000)) -- here
end
return report
