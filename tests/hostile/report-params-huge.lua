-- A default of twenty megabytes, printed.
-- run: --timeout 1 --memory 128
-- expect: bounded
local report = { id = "x", title = "x", api = 1, evidence = "none",
  params = { a = { type = "text", default = ("word "):rep(4000000) }, b = { type = "integer", default = "9223372036854775808" } } }
function report.render(doc, _, p)
  doc:title("x")
  doc:paragraph("{a}", p)
end
return report
