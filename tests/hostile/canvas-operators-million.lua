-- A hundred million path operators.
-- expect: limit
local report = { id = "canvas-operators-million", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc)
  doc:title("Hostile")
  doc:figure { height = 100, alt = "x", draw = function(pdf)
    for i = 1, 100000000 do
      pdf:move_to(i % 100, 0) pdf:line_to(i % 90, 90) pdf:stroke() -- here
    end
  end }
end
return report
