-- Line ends of every kind that Unicode has.
-- expect: error
local report = { id = "doc-separators", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("a\u{2028}b\u{2029}c\u{85}d\u{b}e\u{c}f")
end
return report
