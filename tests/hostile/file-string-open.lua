-- The report is a long string that does not end.
-- run: --timeout 1 --memory 128
-- setup: { printf 'return [==['; head -c 50000000 /dev/zero | tr '\0' ']'; } >file-string-open.lua
-- expect: error
error("this is not the report that runs")
