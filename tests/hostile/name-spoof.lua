-- A __name that reads like an address or another type.
-- expect: ok
local report = { id = "name-spoof", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t = setmetatable({}, { __name = "string" })
  if type(t) ~= "table" then error("type believes __name") end
  pcall(doc.paragraph, doc, t)
end
return report
