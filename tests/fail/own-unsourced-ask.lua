-- run: --meeting own/unsourced.json
local report = { id = "own-unsourced-ask", title = "x", api = 1, levels = { "public" }, evidence = "strict" }
function report.load(data)
  return { meeting = data.meeting() }
end
function report.render(doc, d)
  doc:title(d.meeting.place)
end
return report
