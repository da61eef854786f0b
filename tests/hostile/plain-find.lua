-- A plain search whose every place nearly fits.
-- expect: limit time
local report = { id = "plain-find", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local s = ("a"):rep(8000000)
  return s:find(("a"):rep(4000000) .. "b", 1, true) -- here
end
return report
