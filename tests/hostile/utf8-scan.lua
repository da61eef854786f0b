-- Each question walks through the whole text.
-- run: --timeout 1 --memory 128
-- expect: limit time
local report = { id = "utf8-scan", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local s = ("x"):rep(20000000) -- here
  while true do utf8.len(s) utf8.offset(s, -1) utf8.offset(s, 20000000) end -- here
end
return report
