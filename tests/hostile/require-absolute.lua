-- A path.
-- expect: error is no module name
local report = { id = "require-absolute", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  require("/etc/passwd") -- here
end
return report
