-- GLOB: sets behind stars.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: limit time
local report = { id = "sql-glob-set", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[with s(a, b) as (select replace(printf('%15000000d', 1), ' ', 'a'), replace(printf('%900d', 1), ' ', 'b')) select a glob '*[' || b || ']x' as n, a glob '*[c' || b || ']x' as m, a glob '*[d' || b || ']x' as o from s]] } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
