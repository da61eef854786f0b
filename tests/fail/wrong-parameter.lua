-- run: --date 2026-06-01 --data csv -p since=yesterday
local report = { id = "wrong-parameter", title = "wrong-parameter", api = 1, levels = { "meeting" }, evidence = "none", params = { since = { type = "date", help = "first day" } },
  queries = {  } }
function report.load(data, p) return {} end
function report.render(doc, d, p)
  doc:title("x")
end
return report
