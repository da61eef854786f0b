-- A figure higher than any page, painted far beyond it.
-- expect: error does not fit a page
local report = { id = "canvas-huge", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc)
  doc:title("Hostile")
  doc:figure { height = 14400, width = 400, alt = "x", draw = function(pdf) pdf:rectangle(-14400, -14400, 14400, 14400) pdf:fill() end } -- here
end
return report
