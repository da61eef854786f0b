-- run: --data csv --org own/team.json
local report = { id = "own-left-out-placeholder", title = "x", api = 1, levels = { "public" }, evidence = "none" }
function report.load(data)
  return { org = data.org() }
end
function report.render(doc, d)
  doc:title("{org.name}, {org.url}", d)
end
return report
