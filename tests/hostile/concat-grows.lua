-- A text that doubles.
-- expect: limit memory
local report = { id = "concat-grows", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local s = "x"
  while true do s = s .. s end
end
return report
