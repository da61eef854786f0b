-- An address with a space before it, a NUL's entity, and in capitals.
-- expect: error https: or mailto:
local report = { id = "markdown-link-spoof", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("[x](&#104;ttps://x.test) [y](HTTPS://x.test) [z](<  file:///etc/passwd>)") -- here
end
return report
