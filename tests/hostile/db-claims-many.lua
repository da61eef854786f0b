-- A value with twenty thousand claims and as many sources.
-- run: --timeout 4 --memory 256 --data s.db
-- setup: "$ATTEST" import "$ROOT/tests/unit/fixtures/small" -o s.db 2>/dev/null
-- setup: chmod 644 s.db
-- setup: sqlite3 s.db "with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000) insert into source(id, kind, pub_basis, reach, rel, rel_why) select 's-x' || i, 'stub', 'unknown', 'local', 'F', 'x' from n; with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000) insert into passage(id, source, line_first, line_last, gist, modality) select 'q-x' || i, 's-x' || i, 1, 1, 'x', 'asserted' from n; with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000) insert into claim_source(id, claim, passage, stance, closeness) select 'cs-x' || i, 'c-a1-victim', 'q-x' || i, 'supports', 'reporter' from n; insert into registry select id, 'source' from source where id like 's-x%'; insert into registry select id, 'passage' from passage where id like 'q-x%'; insert into registry select id, 'claim_source' from claim_source where id like 'cs-x%'"
-- expect: bounded
local report = { id = "db-claims-many", title = "Hostile", api = 1, evidence = "strict", levels = { "public" },
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
