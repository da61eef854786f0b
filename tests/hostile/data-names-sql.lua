-- Names of tables and columns that are pieces of SQL.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf '"a"") ; drop table x --",select,"; --"\n1,2,3\n' >"pets/pet\"); drop table pet; --.csv"; printf 'id\n1\n' >pets/select.csv
-- expect: ok
local report = { id = "data-names-sql", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
