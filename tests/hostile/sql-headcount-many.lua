-- More people than one aggregate may count.
-- expect: error more than 100000 rows
local report = { id = "sql-headcount-many", title = "Hostile", api = 1, evidence = "strict", levels = { "meeting" },
  queries = { q = [[select headcount_lo(a.victim) as n from act a, act b, act c, person d]] } }
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title(d)
end
return report
