-- Millions of texts on a figure.
-- expect: limit
local report = { id = "canvas-texts-many", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc)
  doc:title("Hostile")
  doc:figure { height = 100, alt = "x", draw = function(pdf)
    for i = 1, 10000000 do pdf:text(i % 400, 50, "text") end -- here
  end }
end
return report
