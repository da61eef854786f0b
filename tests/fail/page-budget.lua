-- run: --date 2026-06-01 --data csv
local report = { id = "page-budget", title = "page-budget", api = 1, levels = { "meeting" }, evidence = "none", pages = 1,
  queries = {  } }
function report.load(data, p) return {} end
function report.render(doc, d, p)
  doc:title("x") for _ = 1, 200 do doc:paragraph("A line that fills the page.") end
end
return report
