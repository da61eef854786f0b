-- The same with a page budget: what waits is copied for each.
-- expect: limit
local report = { id = "doc-budget-glued", title = "Hostile", api = 1, evidence = "none", pages = 1 }
function report.render(doc, d)
  doc:title("Hostile")
  for i = 1, 20000 do doc:heading(1, "Heading " .. i, nil, { rank = 1 }) end
end
return report
