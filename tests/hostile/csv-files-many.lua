-- Ten thousand files.
-- run: --timeout 1 --memory 64 --data d
-- setup: mkdir d; cd d; for i in $(seq 10000); do echo name; done | split -l 1 -a 4 --additional-suffix=.csv - t
-- expect: bounded
local report = { id = "csv-files-many", title = "Hostile", api = 1, evidence = "none" }
function report.load(data)
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
