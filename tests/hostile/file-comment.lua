-- The report is a comment of sixty megabytes.
-- run: --timeout 1 --memory 128
-- setup: { printf -- '--'; head -c 60000000 /dev/zero | tr '\0' x; echo; } >file-comment.lua
-- expect: bounded
error("this is not the report that runs")
