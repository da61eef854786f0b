-- data is kept by load and called in render.
-- expect: error data is closed
local kept
local report = { id = "data-kept", title = "Hostile", api = 1, evidence = "none", queries = { q = "select 1 as n" } }
function report.load(data)
  kept = data
  return {}
end
function report.render(doc)
  doc:title("Hostile")
  kept.rows("q") -- here
end
return report
