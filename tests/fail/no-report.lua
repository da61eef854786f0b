-- run: --date 2026-06-01 --data csv
local report = { id = "no-report" }
