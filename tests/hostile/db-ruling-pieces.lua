-- A report with a count that rests on a ruling, in sections that errors leave.
-- run: --timeout 1 --memory 64 --data s.db
-- setup: "$ATTEST" import "$ROOT/tests/unit/fixtures/small" -o s.db 2>/dev/null
-- setup: chmod 644 s.db
-- setup: sqlite3 s.db "select 1"
-- expect: bounded
local report = { id = "db-ruling-pieces", title = "Hostile", api = 1, evidence = "strict", levels = { "public" },
  queries = { q = "select id, victim, start_e from act order by id", e = "select id, title from event order by id" } }
function report.load(data)
  return { rows = data.rows("q"), events = data.rows("e") }
end
function report.render(doc, d)
  doc:title(d.rows[1].victim)
  pcall(doc.section, doc, nil)
  pcall(doc.section, doc, function()
    pcall(doc.section, doc, 1)
    error("left")
  end)
  doc:paragraph(d.rows[2].start_e)
  doc:sources {}
end
return report
