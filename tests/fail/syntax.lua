-- run: --date 2026-06-01 --data csv
local report = { id = "syntax", title = "syntax", api = 1
  levels = { "meeting" } }
return report
