-- The report is functions in functions, ten thousand deep.
-- setup: { printf 'return '; yes 'function() return' | head -n 10000 | tr '\n' ' '; } >file-functions.lua
-- expect: error
error("this is not the report that runs")
