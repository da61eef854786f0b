-- A width of more than two digits.
-- expect: error
local report = { id = "format-width", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  return ("%999999999d"):format(1) -- here
end
return report
