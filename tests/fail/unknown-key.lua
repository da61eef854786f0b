-- run: --date 2026-06-01 --data csv
local report = { id = "unknown-key", title = "unknown-key", api = 1, levels = { "meeting" }, evidence = "none", titel = "x",
  queries = {  } }
function report.load(data, p) return {} end
function report.render(doc, d, p)
  doc:title("x")
end
return report
