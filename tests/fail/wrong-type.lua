-- run: --date 2026-06-01 --data csv
return { id = "wrong-type", title = 7, api = 1, levels = { "meeting" }, evidence = "none",
  load = function() return {} end, render = function() end }
