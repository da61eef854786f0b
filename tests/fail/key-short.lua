local report = { id = "key-short", title = "x", api = 1, evidence = "none" }
function report.render(doc)
  doc:title("x")
  doc:grid { rows = {}, cols = 4, fill = print }
end
return report
