-- run: --date 2026-06-01 --data csv
local report = { id = "skipped-heading", title = "skipped-heading", api = 1, levels = { "meeting" }, evidence = "none",
  queries = {  } }
function report.load(data, p) return {} end
function report.render(doc, d, p)
  doc:title("x") doc:heading(3, "Heading")
end
return report
