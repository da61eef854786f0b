-- A NUL within the query.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: bounded
local report = { id = "sql-nul", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[select 1 as n]].."\0".. [[; drop table pet]] } } -- here
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
