-- Columns that are called like what SQLite hides.
-- run: --timeout 1 --memory 64 --data d
-- setup: mkdir d; printf 'rowid,oid,_rowid_,id\n1,2,3,4\n' >d/pet.csv; printf 'select,"a]b",""""\n1,2,3\n' >d/from.csv
-- expect: bounded
local report = { id = "csv-header-names", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
