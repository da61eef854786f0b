-- A pattern that tries every way to part a text.
-- expect: limit time
local report = { id = "backtracking-gsub", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local s, p = ("a"):rep(40), ("a*"):rep(20) .. "b"
  return s:gsub(p, "") -- here
end
return report
