-- The report is bytecode behind a byte order mark.
-- setup: printf '\357\273\277\033LuaT\000' >file-bytecode.lua
-- expect: error bytecode is not run
error("this is not the report that runs")
