-- Columns without a name, with a NUL's neighbours, and of a thousand letters.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: ok
local report = { id = "sql-column-names", title = "Hostile", api = 1, evidence = "none",
  queries = { q = [[select 1 as "", 2 as "	", 3 as "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 4 as "id", 5 as "cites of"]] } } -- here
function report.load(data)
  for k in pairs({}) do error(k) end
  local r = data.row("q")
  pcall(function() return r[("y"):rep(100000)] end)
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
