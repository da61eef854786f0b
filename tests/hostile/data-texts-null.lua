-- A table called text whose bodies are empty.
-- run: --timeout 1 --memory 64 --data d
-- setup: mkdir d; printf 'id,key,lang,body\n1,a,en,\n2,b,en,""\n' >d/text.csv
-- expect: bounded
local report = { id = "data-texts-null", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return { t = data.texts() }
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
