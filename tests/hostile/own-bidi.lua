-- A name that turns the order of what follows.
-- run: --timeout 10 --memory 64 --org o.json
-- setup: printf '{"name":"a\\u202eb"}' >o.json
-- expect: error 'name': the control character U+202E cannot be printed
local report = { id = "own-bidi", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return { org = data.org() }
end
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(d.org.name)
end
return report
