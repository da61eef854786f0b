-- Characters that turn the order of what follows.
-- expect: bounded
local report = { id = "doc-bidi", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("a \u{202e}b\u{2066}c\u{200f} d")
end
return report
