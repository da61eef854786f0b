-- Three hundred thousand asks.
-- run: --timeout 10 --memory 64 --meeting m.json
-- setup: { printf '{"asks":[{}'; yes ',{}' | head -n 300000 | tr -d '\n'; printf ']}'; } >m.json
-- expect: error 'asks': 300001 of them
local report = { id = "own-asks-many", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return { m = data.meeting() }
end
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(d.m.place)
end
return report
