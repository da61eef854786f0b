-- The report is a function with three hundred variables of the ones around it.
-- setup: { for i in $(seq 150); do echo "local a$i = 1"; done; echo 'local function f()'; for i in $(seq 150); do echo "local b$i = 1"; done; echo 'return function() return 0'; for i in $(seq 150); do printf '+a%s+b%s' $i $i; done; echo ' end end return f()()'; } >file-upvalues.lua
-- expect: error
error("this is not the report that runs")
