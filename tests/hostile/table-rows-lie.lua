-- Rows whose metatable answers otherwise each time.
-- expect: bounded
local report = { id = "table-rows-lie", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local n = 0
  local row = setmetatable({}, { __index = function(_, k)
    n = n + 1
    if n % 3 == 0 then return nil end
    if n % 3 == 1 then return n end
    return ("x"):rep(n % 100)
  end })
  local rows = setmetatable({}, { __len = function() return 1000000000 end, __index = function() return row end })
  for i = 1, 10 do rows[i] = row end
  pcall(doc.table, doc, { rows = rows, columns = { { head = "A", field = "a" }, { head = "B", field = "b" } } })
end
return report
