-- meta of a dataset that has none.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: ok
local report = { id = "data-meta-absent", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return { m = data.meta("as-of") or data.meta(("x"):rep(1000000)) or "none" }
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
