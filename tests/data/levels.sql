-- What level :level (0 public, 1 meeting) must hide, into hidden(lvl, tbl, id, col, val). Reads cell, here and kind, which
-- t-levels makes. A row goes when its own level is higher, when it refers to a row that goes (after restricted cells became their
-- substitutes), when it is a claim on a restricted field, or when its prose prints a restricted field that has no substitute.
create temp table rank(name, r);
insert into rank values('public', 0), ('meeting', 1), ('editors', 2);
create temp table limited as
	select r.ref, r.field, r.substitute from restriction r join rank k on k.name = r.needs where k.r > :level;
create temp table shown as
	select tbl, id, col, val from cell c where not exists (select 1 from limited l where l.ref = c.id and l.field = c.col)
	union all
	select h.tbl, l.ref, l.field, l.substitute from limited l join here h on h.id = l.ref where l.substitute is not null;
create temp table prose as
	select s.* from shown s join kind k on k.tbl = s.tbl and k.col = s.col and k.kind = 'prose' where instr(s.val, '{') > 0;
create temp table edge as
	select distinct s.id as a, s.val as b from shown s join kind k on k.tbl = s.tbl and k.col = s.col and k.kind in ('ref', 'id') join here h on h.id = s.val
	union
	select p.id, h.id from prose p join here h on instr(p.val, '{' || h.id || '.') > 0;
create index temp.edge_b on edge(b);
create temp table gone as
	with recursive g(id) as (
		select h.id from here h join rank k on k.name = h.level where k.r > :level and h.tbl <> 'restriction' and h.id <> 'level'
		union
		select r.id from restriction r join rank k on k.name = r.needs where k.r > :level
		union
		select c.id from claim c join limited l on l.ref = c.ref and l.field = c.field
		union
		select p.id from prose p join limited l on l.substitute is null
			where instr(p.val, '{' || l.ref || '.' || l.field || '}') > 0 or instr(p.val, '{' || l.ref || '.' || l.field || ':') > 0
		union
		select e.a from edge e join g on e.b = g.id)
	select id from g;
insert into hidden
	select :level, h.tbl, h.id, 'id', h.id from gone join here h using(id)
	union all
	select :level, c.tbl, c.id, c.col, c.val from gone join cell c using(id)
	union all
	select :level, c.tbl, c.id, c.col, c.val from cell c join limited l on l.ref = c.id and l.field = c.col
		where c.id not in (select id from gone) and c.val is not l.substitute
	union all
	-- the bounds of a date tell the date
	select :level, c.tbl, c.id, c.col, c.val from cell c join limited l on l.ref = c.id and l.field like '%_e'
		and c.col in (substr(l.field, 1, length(l.field) - 1) || 'lo', substr(l.field, 1, length(l.field) - 1) || 'hi')
		where c.id not in (select id from gone) and (l.substitute is null or instr(l.substitute, c.val) = 0)
	union all
	select :level, c.tbl, c.id, c.col, c.val from cell c
		where c.tbl = 'restriction' and c.col in ('reason', 'review_on') and c.id not in (select id from gone);
drop table rank; drop table limited; drop table shown; drop table prose; drop table edge; drop table gone;
