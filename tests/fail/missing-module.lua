-- run: --date 2026-06-01 --data csv
local report = { id = "missing-module", title = "missing-module", api = 1, levels = { "meeting" }, evidence = "none",
  queries = {  } }
function report.load(data, p) return {} end
function report.render(doc, d, p)
  require("weather")
end
return report
