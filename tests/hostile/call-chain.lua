-- A table that is called calls the next one, a million times nested.
-- expect: bounded
local report = { id = "call-chain", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local f = function() end
  for _ = 1, 1000000 do f = setmetatable({}, { __call = f }) end
  f()
end
return report
