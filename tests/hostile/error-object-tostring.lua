-- The error is an object whose __tostring would loop in the handler.
-- expect: error with a table
local report = { id = "error-object-tostring", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  error(setmetatable({}, { __tostring = function()
    while true do end
  end }))
end
return report
