-- A style whose name goes on behind a NUL.
-- expect: error the name of a style
local report = { id = "doc-style-nul", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("x", nil, { style = "nothing\0body" }) -- here
end
return report
