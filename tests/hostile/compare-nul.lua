-- Strings of NULs are compared piece by piece.
-- expect: limit
local report = { id = "compare-nul", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local s = ("\0"):rep(8000000) -- here
  local a, b = s .. "a", s .. "b" -- here
  while true do if b < a then return end end -- here
end
return report
