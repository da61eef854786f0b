-- The object pdf, kept for the next figure.
-- expect: error the figure is finished
local report = { id = "canvas-kept", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc)
  doc:title("Hostile")
  local kept
  doc:figure { height = 10, alt = "x", draw = function(pdf) kept = pdf pdf:text(0, 9, "x") end }
  doc:figure { height = 10, alt = "x", draw = function() kept:text(0, 9, "y") end } -- here
end
return report
