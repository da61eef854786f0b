-- A device without an end.
-- run: --timeout 10 --memory 64 --meeting /dev/zero
-- setup: :
-- expect: error cannot read '/dev/zero': it is no regular file
local report = { id = "own-device", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return { m = data.meeting() }
end
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(d.m.place)
end
return report
