-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none" }
function report.render(doc)
  doc:title("X")
  doc:figure { height = 10, artifact = true, draw = function(pdf) pdf:text(0, 9, "x") end }
end
return report
