-- Thirty thousand choices, and a call with another.
-- run: --timeout 5 --memory 128 -p c=none
-- expect: error is none of
local choices = {}
for i = 1, 30000 do choices[i] = "choice " .. i end
return { id = "x", title = "x", api = 1, evidence = "none", params = { c = { type = "choice", choices = choices } },
  render = function(doc) doc:title("x") end }
