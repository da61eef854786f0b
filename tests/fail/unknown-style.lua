-- run: --date 2026-06-01 --data csv
local report = { id = "unknown-style", title = "unknown-style", api = 1, levels = { "meeting" }, evidence = "none",
  queries = {  } }
function report.load(data, p) return {} end
function report.render(doc, d, p)
  doc:paragraph("x", {}, { style = "notes" })
end
return report
