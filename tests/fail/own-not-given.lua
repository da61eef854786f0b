-- run: --data csv
local report = { id = "own-not-given", title = "x", api = 1, levels = { "public" }, evidence = "none" }
function report.load(data)
  return { org = data.org() }
end
function report.render(doc, d)
  doc:title("{org.name}", d)
end
return report
