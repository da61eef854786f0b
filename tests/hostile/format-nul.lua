-- A NUL within a format, and a percent sign at its end.
-- expect: error
local report = { id = "format-nul", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  return ("%s\0%"):format(doc) -- here
end
return report
