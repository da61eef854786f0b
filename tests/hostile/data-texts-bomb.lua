-- Texts that hold each next one a hundred times, eight deep.
-- run: --timeout 1 --memory 64 --data d
-- setup: mkdir d; awk 'BEGIN { print "id,key,lang,body"; for (i = 1; i < 8; i++) { printf "%d,k%d,en,", i, i; for (j = 0; j < 100; j++) printf "{k%d}", i + 1; print "" } print "8,k8,en,x" }' >d/text.csv
-- expect: limit
local report = { id = "data-texts-bomb", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return { t = data.texts() }
end
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(d.t.k1, d.t) -- here
end
return report
