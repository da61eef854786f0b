-- A name in characters that no font here has.
-- run: --timeout 10 --memory 64 --org o.json
-- setup: printf '{"name":"\\ud801\\udc37"}' >o.json
-- expect: error no font here has a glyph
local report = { id = "own-glyphs", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return { org = data.org() }
end
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(d.org.name) -- here
end
return report
