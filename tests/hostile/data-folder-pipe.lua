-- A pipe among the files of the dataset.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv; mkfifo pets/toy.csv
-- expect: error
local report = { id = "data-folder-pipe", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
