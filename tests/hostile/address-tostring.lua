-- No way of printing gives an address.
-- expect: ok
local report = { id = "address-tostring", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local seen = table.concat({ tostring({}), tostring(error), ("%s"):format({}), ("%s"):format(doc), tostring(doc) }, " ")
  if seen:find("0x") then error(seen) end
end
return report
