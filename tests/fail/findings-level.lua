local report = { id = "findings-level", title = "t", api = 1, levels = { "meeting" }, evidence = "strict" }

function report.load(data)
  return { checked = data.findings() }
end

function report.render(doc, d)
  doc:title(d.checked.findings[1].message)
end

return report
