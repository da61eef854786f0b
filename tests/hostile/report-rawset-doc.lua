-- A function of doc is replaced past its metatable.
-- expect: error read-only
local report = { id = "report-rawset-doc", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  rawset(doc, "paragraph", error) -- here
end
return report
