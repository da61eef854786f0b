-- An alternative text of ten thousand parts.
-- expect: error over 20000 bytes
local report = { id = "canvas-alt-long", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc)
  doc:title("Hostile")
  local alt = {}
  for i = 1, 10000 do alt[i] = "word and word" end
  doc:figure { height = 10, alt = alt, draw = function(pdf) pdf:text(0, 9, "x") end } -- here
end
return report
