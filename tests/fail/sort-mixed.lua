-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none" }
function report.render(doc)
  doc:title("X")
  local list = { 1, "two" }
  table.sort(list)
end
return report
