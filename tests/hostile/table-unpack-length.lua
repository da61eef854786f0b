-- __len lies to table.unpack.
-- expect: error too many results to unpack
local report = { id = "table-unpack-length", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  return table.unpack(setmetatable({}, { __len = function() return math.maxinteger end })) -- here
end
return report
