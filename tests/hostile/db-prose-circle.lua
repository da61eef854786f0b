-- A title of an event that holds itself.
-- run: --timeout 1 --memory 64 --data s.db
-- setup: "$ATTEST" import "$ROOT/tests/unit/fixtures/small" -o s.db 2>/dev/null
-- setup: chmod 644 s.db
-- setup: sqlite3 s.db "update event set title = '{e-1.title} and {e-1.title}' where id = 'e-1'; insert into claim(id, ref, field, value, modality, cred, conf, rank, level) values('c-x', 'e-1', 'title', 'x', 'asserted', 3, 'low', 'normal', 'public'); insert into registry values('c-x', 'claim')"
-- expect: error texts that hold each other
local report = { id = "db-prose-circle", title = "Hostile", api = 1, evidence = "strict", levels = { "public" },
  queries = { q = "select id, victim, start_e from act order by id", e = "select id, title from event order by id" } }
function report.load(data)
  return { rows = data.rows("q"), events = data.rows("e") }
end
function report.render(doc, d)
  doc:title(d.rows[1].victim)
  doc:paragraph(d.events[1].title)
  doc:sources {}
end
return report
