-- run: --date 2026-06-01 --data csv
local report = { id = "assigned-global", title = "assigned-global", api = 1, levels = { "meeting" }, evidence = "none",
  queries = {  } }
function report.load(data, p) return {} end
function report.render(doc, d, p)
  answer = 42
end
return report
