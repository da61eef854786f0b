-- run: --date 2026-06-01 --data csv
return { id = "no-render", title = "x", api = 1, levels = { "meeting" }, evidence = "none", load = function() return {} end }
