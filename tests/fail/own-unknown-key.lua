-- run: --org own/team.json
local report = { id = "own-unknown-key", title = "x", api = 1, levels = { "public" }, evidence = "strict" }
function report.load(data)
  return { org = data.org() }
end
function report.render(doc, d)
  doc:title(d.org.adress)
end
return report
