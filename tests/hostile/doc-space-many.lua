-- A hundred thousand pages of nothing.
-- expect: limit
local report = { id = "doc-space-many", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  for _ = 1, 100000 do doc:space(700) end
end
return report
