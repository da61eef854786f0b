-- A set of dates that is mostly spaces.
-- expect: bounded
local report = { id = "place-dates-spaces", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  pcall(doc.paragraph, doc, "{a:long}", { a = "[" .. (" ,"):rep(45000) .. "]" })
  pcall(doc.paragraph, doc, "{a:long}", { a = "[" .. ("       "):rep(14000) .. "]" })
end
return report
