-- run: --date 2026-06-01 --data csv
local report = { id = "runtime", title = "runtime", api = 1, levels = { "meeting" }, evidence = "none",
  queries = {  } }
function report.load(data, p) return {} end
function report.render(doc, d, p)
  error("the fourth line")
end
return report
