-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none" }
function report.render(doc)
  doc.title("X")
end
return report
