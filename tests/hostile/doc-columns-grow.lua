-- Columns that add a column each: those that come too late are not taken.
-- expect: ok
local report = { id = "doc-columns-grow", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local w, f = { 0 }, {}
  f[1] = function() w[#w + 1], f[#f + 1] = 0, f[1] end
  doc:columns(w, f)
end
return report
