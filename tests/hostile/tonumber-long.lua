-- A number of thirty million digits.
-- run: --timeout 1 --memory 256
-- expect: bounded
local report = { id = "tonumber-long", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  return tonumber(("9"):rep(30000000)), tonumber("0x" .. ("f"):rep(10000000) .. ".8p1")
end
return report
