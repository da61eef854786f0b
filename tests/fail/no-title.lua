-- run: --date 2026-06-01 --data csv
local report = { id = "no-title", title = "x", api = 1, levels = { "meeting" }, evidence = "none" }
function report.load() return {} end
function report.render(doc) doc:paragraph("x") end
return report
