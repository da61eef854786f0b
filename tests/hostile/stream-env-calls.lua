-- Code of the script that runs while layout asks for rows, and calls doc, collects garbage and raises.
-- expect: error row 3
local report = { id = "stream-env-calls", title = "Hostile", api = 1, evidence = "none" }
report.queries = { n = "select 1 as i union select 2 union select 3 order by 1" }
function report.load(data) return { n = data.source("n") } end
function report.render(doc, d)
  doc:title("Hostile")
  local n = 0
  doc:table { rows = d.n, columns = { { head = "A", cell = "{other.x} {i}" } }, env = { other = setmetatable({}, { __index = function()
    n = n + 1
    assert(not pcall(doc.paragraph, doc, "late") and not pcall(doc.table, doc, { rows = d.n, columns = { { head = "A", field = "i" } } }))
    local waste = {}
    for i = 1, 1000 do waste[i] = ("x"):rep(i) end
    if n == 3 then error("no " .. n) end
    return "other " .. n
  end }) } }
end
return report
