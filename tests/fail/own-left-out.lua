-- run: --org own/team.json
local report = { id = "own-left-out", title = "x", api = 1, levels = { "public" }, evidence = "strict" }
function report.load(data)
  return { org = data.org() }
end
function report.render(doc, d)
  doc:title(d.org.name)
  if d.org.url.value == "https://example.org" then
    doc:paragraph(d.org.url)
  end
end
return report
