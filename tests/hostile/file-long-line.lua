-- The report is one line of sixty million letters.
-- setup: { printf 'return '; yes '"x" ..' | head -c 60000000 | tr -d '\n'; echo '"x"'; } >file-long-line.lua
-- expect: bounded
error("this is not the report that runs")
