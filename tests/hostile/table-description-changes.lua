-- A description that is another one each time it is read.
-- expect: bounded
local report = { id = "table-description-changes", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t = {}
  local columns = { { head = "A", field = "a" } }
  setmetatable(t, { __index = function(_, k)
    if k == "rows" then columns[2] = columns[1] return { { a = 1 }, { a = 2 } } end
    if k == "columns" then return columns end
    if k == "env" then for i = 1, 100 do columns[i] = nil end return {} end
  end })
  pcall(doc.table, doc, t)
end
return report
