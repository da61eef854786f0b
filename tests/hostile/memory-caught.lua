-- Out of memory is caught, and asked for again.
-- expect: limit
local report = { id = "memory-caught", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  while true do pcall(string.rep, "x", 60000000) end
end
return report
