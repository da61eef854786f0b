-- Characters that no XML may hold.
-- expect: error
local report = { id = "markdown-noncharacter", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("a \u{FFFE} \u{FFFF} &#65535;")
end
return report
