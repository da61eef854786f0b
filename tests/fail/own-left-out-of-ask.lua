-- run: --meeting own/meeting.json
local report = { id = "own-left-out-of-ask", title = "x", api = 1, levels = { "public" }, evidence = "strict" }
function report.load(data)
  return { meeting = data.meeting() }
end
function report.render(doc, d)
  doc:title(d.meeting.place)
  for _, ask in ipairs(d.meeting.asks) do
    if ask.deadline.value < "2026-05-01" then
      doc:paragraph(ask.text)
    end
  end
end
return report
