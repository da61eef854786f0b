-- Widths whose sum does not fit a coordinate.
-- expect: error wider than the page
local report = { id = "doc-columns-wide", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local w, f = {}, {}
  for i = 1, 215 do w[i], f[i] = 19999, function() doc:paragraph("x") end end
  doc:columns(w, f)
end
return report
