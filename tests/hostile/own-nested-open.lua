-- A million arrays that are never closed.
-- run: --timeout 10 --memory 64 --org o.json
-- setup: { printf '{"name":'; head -c 1000000 /dev/zero | tr '\0' '['; } >o.json
-- expect: error this is not JSON
local report = { id = "own-nested-open", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return { org = data.org() }
end
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(d.org.name)
end
return report
