-- The text of an ask that fills its file.
-- run: --timeout 10 --memory 64 --meeting m.json
-- setup: { printf '{"asks":[{"verb":"raise","addressee":"A","rests_on":["e-campaign"],"text":"'; yes 'a ' | head -n 500000 | tr -d '\n'; printf '"}]}'; } >m.json
-- expect: error a paragraph of 1000000 bytes: it may have 100,000
local report = { id = "own-text-large", title = "Hostile", api = 1, levels = { "public" }, evidence = "strict" }
function report.load(data)
  return { asks = data.meeting().asks, t = data.texts("brief.") }
end
function report.render(doc, d)
  doc:title(d.t["title"])
  doc:paragraph(d.asks[1].text) -- here
  doc:sources {}
end
return report
