-- More results than a stack has.
-- expect: error too many results to unpack
local report = { id = "table-unpack-far", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  return table.unpack({}, 1, 10000000) -- here
end
return report
