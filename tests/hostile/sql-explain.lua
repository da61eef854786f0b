-- The machine's program.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: error may only SELECT
local report = { id = "sql-explain", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[explain select 1 as n]] } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
