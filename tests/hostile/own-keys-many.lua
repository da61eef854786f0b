-- Fifty thousand keys.
-- run: --timeout 10 --memory 64 --org o.json
-- setup: { printf '{"name":"N"'; yes ',"name":"N"' | head -n 50000 | tr -d '\n'; printf '}'; } >o.json
-- expect: error 'name' stands twice
local report = { id = "own-keys-many", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return { org = data.org() }
end
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(d.org.name)
end
return report
