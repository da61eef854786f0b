-- run: --date 2026-06-01 --data csv
return { id = "wrong-evidence", title = "x", api = 1, levels = { "meeting" }, evidence = "strct",
  load = function() return {} end, render = function() end }
