-- More to lay out than the time allows.
-- run: --timeout 1 --memory 512
-- expect: limit time
local report = { id = "doc-layout-slow", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  for _ = 1, 3000 do doc:paragraph(("word "):rep(2000)) end
end
return report
