-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none" }
function report.render(doc)
  doc:title("X")
  doc:figure { height = 10, alt = "x", draw = function(pdf) pdf:link(0, 0, 9, 9, "http://example.org/") end }
end
return report
