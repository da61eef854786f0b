-- Half a million arrays within each other, in place of a name.
-- run: --timeout 10 --memory 64 --org o.json
-- setup: { printf '{"name":'; head -c 500000 /dev/zero | tr '\0' '['; head -c 500000 /dev/zero | tr '\0' ']'; printf '}'; } >o.json
-- expect: error 'name': expected a text, got an array
local report = { id = "own-nested", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return { org = data.org() }
end
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(d.org.name)
end
return report
