-- A title of six thousand placeholders.
-- expect: bounded
local report = { id = "doc-title-pieces", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title(("{a}"):rep(6000), { a = "xxxxxxxxxxxxxxx" })
end
return report
