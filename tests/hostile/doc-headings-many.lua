-- A hundred thousand headings, each a bookmark.
-- run: --timeout 3 --memory 256
-- expect: bounded
local report = { id = "doc-headings-many", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  for i = 1, 100000 do doc:heading(1, "Heading " .. i) end
end
return report
