-- nothing as a message.
-- expect: error
local report = { id = "error-nil", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  error(nil)
end
return report
