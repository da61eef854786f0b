-- Derivations over and over: each call reads claims, sources and links.
-- expect: limit time
local report = { id = "sql-functions-loop", title = "Hostile", api = 1, evidence = "strict", levels = { "meeting" },
  queries = { q = [[with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000000)
    select count(lineages(c.id)) + count(grade(c.ref, c.field)) as n from n, claim c]] } }
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title(d)
end
return report
