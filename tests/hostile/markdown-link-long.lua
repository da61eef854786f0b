-- An address of ninety kilobytes.
-- expect: bounded
local report = { id = "markdown-link-long", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("[x](https://x.test/" .. ("%20a"):rep(22000) .. ")")
end
return report
