-- A way of saying that is a name of Lua.
-- expect: error
local report = { id = "place-how", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("{a:__index}", { a = 1 }) -- here
end
return report
