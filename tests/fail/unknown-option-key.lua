-- run: --date 2026-06-01 --data csv
local report = { id = "unknown-option-key", title = "unknown-option-key", api = 1, levels = { "meeting" }, evidence = "none",
  queries = {  } }
function report.load(data, p) return {} end
function report.render(doc, d, p)
  doc:table { rows = {}, colums = {} }
end
return report
