-- The document's title from within a table of options.
-- expect: error
local report = { id = "doc-in-title", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("x", setmetatable({}, { __index = function()
    doc:title("first")
    return "y"
  end }))
  doc:title("{a}", {}) -- here
end
return report
