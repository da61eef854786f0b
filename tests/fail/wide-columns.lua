-- run: --date 2026-06-01 --data csv
local report = { id = "wide-columns", title = "wide-columns", api = 1, levels = { "meeting" }, evidence = "none" }
function report.load() return {} end
function report.render(doc)
  doc:title("Wide")
  doc:table { rows = { { a = "1", b = "2" } }, columns = {
    { head = "A", field = "a", width = "100mm" }, { head = "B", field = "b", width = "150mm" } } }
end
return report
