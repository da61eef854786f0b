-- Quotations in quotations, a hundred thousand deep.
-- expect: error block quotation
local report = { id = "markdown-quotes", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph((">"):rep(100000) .. "x") -- here
end
return report
