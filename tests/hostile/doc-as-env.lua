-- doc itself as the table in which placeholders look.
-- expect: error has no 'nothing'
local report = { id = "doc-as-env", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  pcall(doc.paragraph, doc, "{paragraph}", doc)
  doc:paragraph("{nothing}", doc) -- here
end
return report
