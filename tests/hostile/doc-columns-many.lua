-- Three hundred and thirty thousand columns, whose gutters do not fit a coordinate.
-- run: --timeout 3 --memory 256
-- expect: error wider than the page
local report = { id = "doc-columns-many", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local w, f = {}, {}
  local function nothing() end
  for i = 1, 330000 do w[i], f[i] = 0, nothing end
  doc:columns(w, f)
end
return report
