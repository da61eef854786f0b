-- %p, behind flags and widths.
-- expect: error would print an address
local report = { id = "format-pointer", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  return ("%-+ #0.12p"):format({}) -- here
end
return report
