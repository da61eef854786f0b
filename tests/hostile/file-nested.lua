-- The report is a hundred thousand opening braces.
-- setup: { printf 'return '; head -c 100000 /dev/zero | tr '\0' '{'; } >file-nested.lua
-- expect: error
error("this is not the report that runs")
