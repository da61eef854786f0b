-- string.rep copies nothing ten thousand million times.
-- expect: bounded
local report = { id = "rep-empty", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  string.rep("", 10000000000) -- here
end
return report
