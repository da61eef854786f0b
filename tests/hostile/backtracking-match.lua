-- A pattern that tries every way to part a text.
-- expect: limit time
local report = { id = "backtracking-match", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local s, p = ("a"):rep(40), ("a*"):rep(20) .. "b"
  return s:match(p) -- here
end
return report
