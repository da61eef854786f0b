-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none" }
function report.render(doc)
  doc:title("X")
  doc:figure { height = 10, alt = "x", draw = function(pdf) pdf:rectangle(0, 0, 9, 9) end }
end
return report
