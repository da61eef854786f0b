-- run: --date 2026-06-01 --data csv --memory 32
local report = { id = "memory-limit", title = "memory-limit", api = 1, levels = { "meeting" }, evidence = "none",
  queries = {  } }
function report.load(data, p) return {} end
function report.render(doc, d, p)
  local t = {} for i = 1, 1e9 do t[i] = { i, tostring(i) } end
end
return report
