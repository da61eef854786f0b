-- run: --date 2026-06-01 --data csv
local report = { id = "findings-none", title = "t", api = 1, evidence = "none" }

function report.load(data)
  return { checked = data.findings() }
end

function report.render(doc, d)
  doc:title(d.checked.findings[1].message)
end

return report
