-- Code of the script that runs while layout asks for rows: a metatable of env that never returns.
-- run: --timeout 1
-- expect: limit time
local report = { id = "stream-env-loops", title = "Hostile", api = 1, evidence = "none" }
report.queries = { n = "select 1 as i union select 2 order by 1" }
function report.load(data) return { n = data.source("n") } end
function report.render(doc, d)
  doc:title("Hostile")
  doc:table { rows = d.n, columns = { { head = "A", cell = "{other.x}" } }, env = { other = setmetatable({}, { __index = function() while true do end end }) } }
end
return report
