-- The table of scripts and fonts.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: error
local report = { id = "sql-assets", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[select data from sqlar]] } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
