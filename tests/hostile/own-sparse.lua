-- A file of a tebibyte without a block on the disk.
-- run: --timeout 10 --memory 64 --meeting m.json
-- setup: truncate -s 1T m.json
-- expect: error cannot read 'm.json': it has more than 1048576 bytes
local report = { id = "own-sparse", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return { m = data.meeting() }
end
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(d.m.place)
end
return report
