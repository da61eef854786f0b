-- Figures that fail halfway, all caught.
-- expect: ok
local report = { id = "canvas-caught", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc)
  doc:title("Hostile")
  for _ = 1, 100 do
    pcall(doc.figure, doc, { height = 10, alt = "x", draw = function(pdf) pdf:gsave() pdf:move_to(1, 1) error("x") end })
    pcall(doc.figure, doc, { height = 10, alt = "x", draw = function(pdf) pdf:move_to(1, 1) end })
    pcall(doc.figure, doc, { height = 10, alt = "x", draw = function(pdf) doc:figure { height = 10, alt = "y", draw = print } end })
  end
end
return report
