-- A table of options that holds itself.
-- expect: error unknown key
local report = { id = "doc-options-cycle", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local o = {}
  o.o = o
  o[o] = o
  doc:paragraph("x", nil, o) -- here
end
return report
