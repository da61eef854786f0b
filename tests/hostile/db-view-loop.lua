-- A view without end in a table's place.
-- run: --timeout 1 --memory 64 --data s.db
-- setup: "$ATTEST" import "$ROOT/tests/unit/fixtures/small" -o s.db 2>/dev/null
-- setup: chmod 644 s.db
-- setup: sqlite3 s.db "drop table event; create view event as with recursive n(i) as (select 1 union all select i from n) select 'e-1' as id, cast(i as text) as title from n"
-- expect: bounded
local report = { id = "db-view-loop", title = "Hostile", api = 1, evidence = "strict", levels = { "public" },
  queries = { q = "select id, victim, start_e from act order by id", e = "select id, title from event order by id" } }
function report.load(data)
  return { rows = data.rows("q"), events = data.rows("e") }
end
function report.render(doc, d)
  doc:title(d.rows[1].victim)
  doc:paragraph(d.rows[1].start_e)
  doc:sources {}
end
return report
