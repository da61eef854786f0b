local m = require("other")
return { id = m.id, title = "t", api = 1, evidence = "none", render = function(doc) doc:title(m.text) doc:paragraph(m.text) end }
-- other.lua --
local fmt = require("fmt")
return { id = "m", text = "words" }
