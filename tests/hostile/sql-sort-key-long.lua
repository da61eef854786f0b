-- Keys of the longest names that are allowed, a million of them, to be ordered by.
-- expect: limit
local report = { id = "sql-sort-key-long", title = "Hostile", api = 1, evidence = "strict", levels = { "meeting" },
  queries = { q = [[with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000000)
    select i from n order by sort_key(printf('%.4000c', 'Ğ') || i, 'kk'), i]] } }
function report.load(data)
  data.rows("q") -- here
  return {}
end
function report.render(doc, d)
  doc:title(d)
end
return report
