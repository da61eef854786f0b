-- Three hundred thousand path operators are drawn.
-- expect: ok
-- run: --timeout 20 --memory 256
local report = { id = "canvas-operators-many", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc)
  doc:title("Hostile")
  doc:figure { height = 100, alt = "x", draw = function(pdf)
    for i = 1, 100000 do pdf:move_to(i % 100, 0) pdf:line_to(i % 90, 90) pdf:stroke() end
  end }
end
return report
