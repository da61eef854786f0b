-- run: --date 2026-06-01 --data csv
return { id = "unknown-api", title = "x", api = 99, levels = { "meeting" }, evidence = "none",
  load = function() return {} end, render = function() end }
