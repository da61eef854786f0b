-- A gutter of less than nothing.
-- expect: error
local report = { id = "doc-columns-gutter", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:columns({ 0, 0 }, { function() doc:rule() end, function() doc:rule() end }, nil, nil)
  doc:columns({ 0, 0 }, { function() doc:rule() end, function() doc:rule() end }, { gutter = -400 }) -- here
end
return report
