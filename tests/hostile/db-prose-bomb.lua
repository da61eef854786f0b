-- Wording of four rows, each with the next one a hundred times.
-- run: --timeout 1 --memory 64 --data s.db
-- setup: "$ATTEST" import "$ROOT/tests/unit/fixtures/small" -o s.db 2>/dev/null
-- setup: chmod 644 s.db
-- setup: sqlite3 s.db "insert into claim(id, ref, field, value, modality, cred, conf, rank, level) values('c-x', 'e-1', 'title', 'x', 'asserted', 3, 'low', 'normal', 'public'); insert into claim_source(id, claim, passage, stance, closeness) values('cs-x', 'c-x', 'q-1', 'supports', 'reporter'); insert into registry values('c-x', 'claim'), ('cs-x', 'claim_source'); update event set title = (with recursive n(i) as (select 1 union all select i + 1 from n where i < 100) select group_concat('{q-1.gist}', ' ') from n) where id = 'e-1'; update passage set gist = (with recursive n(i) as (select 1 union all select i + 1 from n where i < 100) select group_concat('{q-2.gist}', ' ') from n) where id = 'q-1'; update passage set gist = (with recursive n(i) as (select 1 union all select i + 1 from n where i < 100) select group_concat('{d-1.print_as}', ' ') from n) where id = 'q-2'; update dispute set print_as = (with recursive n(i) as (select 1 union all select i + 1 from n where i < 100) select group_concat('{d-2.print_as}', ' ') from n) where id = 'd-1'; update dispute set print_as = 'x', ruling = 'x' where id = 'd-2'"
-- expect: limit
local report = { id = "db-prose-bomb", title = "Hostile", api = 1, evidence = "strict", levels = { "public" },
  queries = { q = "select id, victim, start_e from act order by id", e = "select id, title from event order by id" } }
function report.load(data)
  return { rows = data.rows("q"), events = data.rows("e") }
end
function report.render(doc, d)
  doc:title(d.rows[1].victim)
  doc:paragraph(d.events[1].title) -- here
  doc:sources {}
end
return report
