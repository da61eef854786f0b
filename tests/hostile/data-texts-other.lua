-- A table called text with other columns.
-- run: --timeout 1 --memory 64 --data d
-- setup: mkdir d; printf 'x\n1\n' >d/text.csv
-- expect: error
local report = { id = "data-texts-other", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return { t = data.texts() } -- here
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
