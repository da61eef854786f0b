-- A number that is none has no sign, whatever the processor says.
-- expect: ok
local report = { id = "place-nan", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  if tostring(0 / 0) ~= tostring(-(0 / 0)) then error("the sign of a number that is none") end
  doc:paragraph("{a}", { a = 0 / 0 })
end
return report
