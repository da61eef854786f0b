-- Numbers that are none: an endless one, the least, the greatest.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: ok
local report = { id = "sql-real", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[select 9e999 as a, -9e999 as b, -9223372036854775807 - 1 as c, 1e308 * 10 - 1e308 * 10 as d, 0.1 + 0.2 as e]] } } -- here
function report.load(data)
  return { q = data.row("q") }
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
