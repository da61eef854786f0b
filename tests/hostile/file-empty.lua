-- The report is empty.
-- setup: : >file-empty.lua
-- expect: error a report returns its table
error("this is not the report that runs")
