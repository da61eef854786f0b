-- A report whose fields are made when they are read, and differ each time.
-- expect: bounded
local n = 0
local fields = { id = "report-meta", title = "Hostile", api = 1, evidence = "none", levels = { "public" } }
return setmetatable({}, { __index = function(_, k)
  n = n + 1
  if k == "render" or k == "load" then
    return n % 2 == 0 and function(doc) if doc.title then doc:title("x") end return {} end or 1
  end
  return fields[k]
end })
