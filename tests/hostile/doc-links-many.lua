-- Twenty thousand links.
-- run: --timeout 2 --memory 128
-- expect: bounded
local report = { id = "doc-links-many", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  for _ = 1, 200 do doc:paragraph(("[x](https://x.test/) "):rep(100)) end
end
return report
