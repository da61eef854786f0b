-- A message of fifty megabytes.
-- run: --timeout 10 --memory 64
-- expect: error xxxx
local report = { id = "error-huge", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  error(("x"):rep(20000000))
end
return report
