-- A value of a hundred kilobytes on the command line, and an integer with a line end.
-- run: --timeout 2 --memory 64 -p b=9223372036854775807 -p a=$(head -c 90000 /dev/zero | tr "\0" x)
-- expect: bounded
local report = { id = "x", title = "x", api = 1, evidence = "none", params = { a = { type = "text" }, b = { type = "integer" } } }
function report.render(doc, _, p)
  doc:title("x")
  doc:paragraph("{a} {b}", p)
end
return report
