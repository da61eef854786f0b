-- A pipe that nobody writes to.
-- run: --timeout 10 --memory 64 --org o.json
-- setup: mkfifo o.json
-- expect: error cannot read 'o.json': it is no regular file
local report = { id = "own-pipe", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return { org = data.org() }
end
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(d.org.name)
end
return report
