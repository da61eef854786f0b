-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none" }
function report.render(doc)
  doc:title("X")
  doc:figure { height = 10, alt = "x", draw = function(pdf) for _ = 1, 9 do pdf:concat(10, 0, 0, 10, 0, 0) end end }
end
return report
