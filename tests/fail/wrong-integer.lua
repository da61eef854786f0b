-- run: --data csv -p most=many
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none",
  params = { most = { type = "integer", default = 3 } } }
function report.render(doc) doc:title("X") end
return report
