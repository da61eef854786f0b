-- The report is a pipe: opening it would wait for ever.
-- setup: rm file-pipe.lua; mkfifo file-pipe.lua
-- expect: error
error("this is not the report that runs")
