-- A page budget, and ten thousand blocks to be left out one by one.
-- expect: limit
local report = { id = "doc-budget-restarts", title = "Hostile", api = 1, evidence = "none", pages = 1 }
function report.render(doc, d)
  doc:title("Hostile")
  for i = 1, 10000 do doc:paragraph(("Block "):rep(20) .. i, nil, { rank = i }) end
end
return report
