-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none" }
function report.render(doc)
  doc:title("X")
  doc:figure { height = 10, alt = "x", artifact = true, draw = function(pdf) pdf:rectangle(0, 0, 9, 9) pdf:fill() end }
end
return report
