-- Texts that hold each other.
-- run: --timeout 1 --memory 64 --data d
-- setup: mkdir d; printf 'id,key,lang,body\n1,a,en,x {b}\n2,b,en,y {a}\n' >d/text.csv
-- expect: error
local report = { id = "data-texts-circle", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return { t = data.texts() }
end
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph(d.t.a, d.t) -- here
end
return report
