-- A key of a million letters.
-- run: --timeout 10 --memory 64 --org o.json
-- setup: { printf '{"'; head -c 1000000 /dev/zero | tr '\0' 'x'; printf '":1}'; } >o.json
-- expect: error unknown key 'xxx
local report = { id = "own-key-huge", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return { org = data.org() }
end
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(d.org.name)
end
return report
