-- Bytes that are no text.
-- expect: error not clean UTF-8
local report = { id = "markdown-not-utf8", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("\xC0\x80 \xED\xA0\x80 \xF8") -- here
end
return report
