-- Columns that add a column each: those of the call are counted before the first is filled.
-- expect: ok
local report = { id = "doc-columns-grow", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local w, f = { 0 }, {}
  f[1] = function() w[#w + 1], f[#f + 1] = 0, f[1] end
  doc:columns(w, f)
end
return report
