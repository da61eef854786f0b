-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none" }
function report.render(doc)
  doc:title("X")
  local kept
  doc:figure { height = 10, alt = "x", draw = function(pdf) kept = pdf pdf:text(0, 9, "x") end }
  kept:text(0, 9, "y")
end
return report
