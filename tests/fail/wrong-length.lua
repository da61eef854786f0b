-- run: --date 2026-06-01 --data csv
local report = { id = "wrong-length", title = "wrong-length", api = 1, levels = { "meeting" }, evidence = "none",
  queries = {  } }
function report.load(data, p) return {} end
function report.render(doc, d, p)
  doc:space("4 miles")
end
return report
