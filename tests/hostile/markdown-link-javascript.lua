-- An address that runs.
-- expect: error https: or mailto:
local report = { id = "markdown-link-javascript", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("[x](javascript:alert)") -- here
end
return report
