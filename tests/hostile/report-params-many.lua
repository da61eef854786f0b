-- Sixty thousand parameters, and a call with a wrong one.
-- run: --timeout 5 --memory 128 -p nothing=1
-- expect: error no parameter
local params = {}
for i = 1, 60000 do params["parameter" .. i] = { type = "text", default = "" } end
return { id = "x", title = "x", api = 1, evidence = "none", params = params, render = function(doc) doc:title("x") end }
