-- A hundred thousand full stops in a row, which end no sentence.
-- expect: limit
local report = { id = "doc-points", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  for _ = 1, 100 do doc:paragraph(("."):rep(99998) .. "x") end
end
return report
