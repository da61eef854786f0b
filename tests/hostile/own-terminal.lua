-- A key and a value that steer a terminal.
-- run: --timeout 10 --memory 64 --org o.json
-- setup: printf '{"na\\u001b[2Jme":1}' >o.json
-- expect: error unknown key 'na\x1B[2Jme'
local report = { id = "own-terminal", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return { org = data.org() }
end
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(d.org.name)
end
return report
