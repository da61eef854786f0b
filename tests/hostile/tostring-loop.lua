-- tostring of a table never answers.
-- expect: limit time
local report = { id = "tostring-loop", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  tostring(setmetatable({}, { __tostring = function()
    while true do end -- here
  end }))
end
return report
