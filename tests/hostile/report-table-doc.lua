-- Library functions write into what is read-only.
-- expect: ok
local report = { id = "report-table-doc", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local function refused(f, ...)
    if pcall(f, ...) then error("not refused") end
  end
  refused(table.insert, doc, 1)
  refused(table.move, { 1, 2 }, 1, 2, 1, doc)
  refused(table.move, { 1, 2 }, 1, 2, 1, string)
  refused(table.insert, math, 1)
  refused(rawset, string, "rep", error)
  refused(setmetatable, doc, {})
  refused(setmetatable, string, {})
  for k in pairs(doc) do if k ~= tostring(k) then error("?") end end
end
return report
