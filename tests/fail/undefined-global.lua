-- run: --date 2026-06-01 --data csv
local report = { id = "undefined-global", title = "undefined-global", api = 1, levels = { "meeting" }, evidence = "none",
  queries = {  } }
function report.load(data, p) return {} end
function report.render(doc, d, p)
  doc:title(titel)
end
return report
