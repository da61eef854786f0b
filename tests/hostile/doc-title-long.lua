-- A title of ninety kilobytes, over each of many pages.
-- expect: bounded
local report = { id = "doc-title-long", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title(("Title "):rep(15000))
  for _ = 1, 30 do doc:space(700) end
end
return report
