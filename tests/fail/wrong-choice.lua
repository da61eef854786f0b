-- run: --date 2026-06-01 --data csv -p size=smal
local report = { id = "wrong-choice", title = "wrong-choice", api = 1, levels = { "meeting" }, evidence = "none", params = { size = { type = "choice", choices = { "small", "large" }, default = "small", help = "size" } },
  queries = {  } }
function report.load(data, p) return {} end
function report.render(doc, d, p)
  doc:title("x")
end
return report
