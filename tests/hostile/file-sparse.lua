-- The report is a file of a thousand million zero bytes.
-- setup: truncate -s 1G file-sparse.lua
-- expect: error
error("this is not the report that runs")
