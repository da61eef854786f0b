-- Characters without width, in a style that moves letters together.
-- expect: bounded
local report = { id = "doc-zero-width", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:heading(1, ("\u{200b}"):rep(30000) .. "x")
  doc:box("tile-figure", function() doc:paragraph(("\u{200d}"):rep(30000) .. "y", nil, { style = "tile-figure" }) end)
end
return report
