-- An iterator that begins anew.
-- expect: limit time
local report = { id = "gmatch-closure", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local s = ("x"):rep(1000)
  while true do -- here
    for c in s:gmatch(".") do if c == "y" then return end end -- here
  end
end
return report
