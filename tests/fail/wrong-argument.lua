-- run: --date 2026-06-01 --data csv
local report = { id = "wrong-argument", title = "wrong-argument", api = 1, levels = { "meeting" }, evidence = "none",
  queries = {  } }
function report.load(data, p) return {} end
function report.render(doc, d, p)
  doc:heading("one", "Heading")
end
return report
