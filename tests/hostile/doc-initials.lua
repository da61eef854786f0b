-- A hundred thousand letters with a full stop each, which are no abbreviation.
-- expect: limit
local report = { id = "doc-initials", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  for _ = 1, 100 do doc:paragraph(("a."):rep(49999) .. "x") end
end
return report
