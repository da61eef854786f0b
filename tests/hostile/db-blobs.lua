-- Blobs and numbers where text is meant.
-- run: --timeout 1 --memory 64 --data s.db
-- setup: "$ATTEST" import "$ROOT/tests/unit/fixtures/small" -o s.db 2>/dev/null
-- setup: chmod 644 s.db
-- setup: sqlite3 s.db "pragma ignore_check_constraints = on; update source set title = x'00ff', publisher = 9e999, author = x'', interest = 1; update passage set source = x'732d31' where id = 'q-1'; update claim set field = x'ff', id = id || char(10)"
-- expect: bounded
local report = { id = "db-blobs", title = "Hostile", api = 1, evidence = "strict", levels = { "public" },
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
