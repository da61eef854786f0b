-- A link between sources that leads to none, in a schema without its rules.
-- run: --timeout 1 --memory 64 --data s.db
-- setup: "$ATTEST" import "$ROOT/tests/unit/fixtures/small" -o s.db 2>/dev/null
-- setup: chmod 644 s.db
-- setup: sqlite3 s.db "drop table source_link; create table source_link(id text, child text, parent text, kind text, basis text, note text, level text); insert into source_link values('l-1', 's-1', null, 'relays', 'stated', null, 'public'), ('l-2', 's-1', 's-1', 'relays', 'stated', null, 'public')"
-- expect: bounded
local report = { id = "db-parent-null", title = "Hostile", api = 1, evidence = "strict", levels = { "public" },
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
