-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none" }
function report.render(doc)
  doc:title("X")
  doc:figure { height = 10, alt = "x", draw = function(pdf) pdf:text(0, 9, "x", { format = "short" }) end }
end
return report
