-- Numbers that are none, or none of a page.
-- expect: ok
local report = { id = "canvas-numbers", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc)
  doc:title("Hostile")
  local odd = { 1e300, -1e300, 1 / 0, -1 / 0, 0 / 0, 14400.0005, "9999999999pt", "1e9pt", {}, true, math.maxinteger, math.mininteger }
  for _, x in ipairs(odd) do
    pcall(doc.figure, doc, { height = x, alt = "x", draw = print })
    pcall(doc.figure, doc, { height = 9, width = x, alt = "x", draw = print })
    pcall(doc.figure, doc, { height = 9, alt = "x", draw = function(pdf)
      for _, f in ipairs { "move_to", "line_to", "curve_to", "rectangle", "circle", "concat", "set_line_width", "set_dash", "link" } do
        for at = 1, 6 do
          local args = { 1, 1, 1, 1, 1, 1 }
          args[at] = x
          pcall(pdf[f], pdf, table.unpack(args))
        end
      end
      pdf:circle(14400, -14400, 14400)
      pdf:curve_to(14399.9994, 0.0004, -0.0005, 0.0005, 0.001, -14399.9996)
      pdf:stroke()
    end })
  end
end
return report
