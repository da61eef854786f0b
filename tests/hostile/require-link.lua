-- A link to a file outside the folder: the message would show its first words.
-- setup: echo "return secret words" >../secret-words; ln -s ../secret-words link.lua
-- expect: error
-- never: words
local report = { id = "require-link", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  require("link") -- here
end
return report
