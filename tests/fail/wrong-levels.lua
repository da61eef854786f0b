-- run: --date 2026-06-01 --data csv
return { id = "wrong-levels", title = "x", api = 1, levels = { "meetings" }, evidence = "none",
  load = function() return {} end, render = function() end }
