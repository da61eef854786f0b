-- run: --data csv
local lists = require("modules.broken")
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none" }
function report.render(doc) doc:title(lists.title) end
return report
