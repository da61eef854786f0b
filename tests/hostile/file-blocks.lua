-- The report is blocks in blocks, a hundred thousand deep.
-- setup: yes do | head -n 100000 >file-blocks.lua
-- expect: error
error("this is not the report that runs")
