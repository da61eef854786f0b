-- Dates that are none: endless sets, a year of a hundred digits.
-- run: --timeout 1 --memory 64 --data s.db
-- setup: "$ATTEST" import "$ROOT/tests/unit/fixtures/small" -o s.db 2>/dev/null
-- setup: chmod 644 s.db
-- setup: sqlite3 s.db "update act set start_e = '[' || replace(printf('%100000d', 1), ' ', '2021,') || ']'; update claim set value = 'x'; update source set pub_e = 'Y' || replace(printf('%100d', 1), ' ', '9')"
-- expect: bounded
local report = { id = "db-date-junk", title = "Hostile", api = 1, evidence = "strict", levels = { "public" },
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
