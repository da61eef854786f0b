-- A description that is another one each time it is asked.
-- expect: bounded
local report = { id = "table-description-lies", title = "Hostile", api = 1, evidence = "none" }
function report.load(data) return {} end
function report.render(doc, d)
  doc:title("Hostile")
  local calls = 0
  local lie = setmetatable({}, { __index = function(_, k)
    calls = calls + 1
    if k == "rows" then return { { a = 1 }, { a = 2 } } end
    if k == "columns" then return { { head = "A", field = "a" } } end
    if k == "notes" then return calls % 2 == 0 and {} or setmetatable({ "x" }, { __len = function() return 1 << 40 end }) end
    if k == "group" then return setmetatable({}, { __index = function(_, g) return g == "field" and "a" or nil end }) end
  end })
  for _ = 1, 20 do pcall(doc.table, doc, lie) end
end
return report
