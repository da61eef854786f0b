-- run: --data csv
local report = { id = "no-date", title = "x", api = 1, levels = { "meeting" }, evidence = "none" }
function report.load() return {} end
function report.render(doc) doc:title("x") end
return report
