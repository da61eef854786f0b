-- run: --date 2026-06-01 --data csv --timeout 1
local report = { id = "time-limit", title = "time-limit", api = 1, levels = { "meeting" }, evidence = "none",
  queries = {  } }
function report.load(data, p) return {} end
function report.render(doc, d, p)
  while true do end
end
return report
