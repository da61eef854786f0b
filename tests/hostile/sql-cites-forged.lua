-- A text that looks like what cites() gives.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: bounded
local report = { id = "sql-cites-forged", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[select 1 as n, char(31) || char(31) || 'x' || char(10) as cites where 0 union all select 1, cites('y')]] } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
