-- A file of more than a mebibyte.
-- run: --timeout 10 --memory 64 --org o.json
-- setup: { printf '{"name":"'; head -c 1100000 /dev/zero | tr '\0' 'x'; printf '"}'; } >o.json
-- expect: error cannot read 'o.json': it has more than 1048576 bytes
local report = { id = "own-large", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return { org = data.org() }
end
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(d.org.name)
end
return report
