--- Source register with reliability.
--
-- Question   What does all of this rest on, what is each report worth, and which of them are one?
-- Reads      source, source_link, event, act, claim, claim_source, passage, vocabulary, text
-- Parameters none
-- Pages      A4, as many as the sources and events take: 1 what it comes to and the register, 2 lineage, what was not
--            read, and limits, 3 which report tells of which event
-- As of      the day of the run: a grade is of what the files say, not of what an outlet did since

local parts = require("parts")
local lineage = require("lineage")
local findings = require("findings")

local report = {
  id = "sources",
  title = "Source register with reliability",
  help = "what each source is worth, which of them are one, and which events each of them tells of",
  api = 1,
  levels = { "editors", "meeting", "public" },
  evidence = "strict",
  queries = {
    interest = findings.queries.interest, independent = findings.queries.independent,
    counts = [[
      select count(case when kind <> 'stub' then id end) as reports,
             cites(case when kind <> 'stub' then id end) as reports_cites,
             count(distinct case when kind <> 'stub' then lineage_id(id) end) as lineages,
             cites(case when kind <> 'stub' then id end, 'lineages', 'id') as lineages_cites,
             count(case when kind = 'stub' then id end) as unread,
             cites(case when kind = 'stub' then id end) as unread_cites,
             count(case when kind <> 'stub' and pub_basis <> 'stated' then id end) as undated,
             cites(case when kind <> 'stub' and pub_basis <> 'stated' then id end) as undated_cites
        from source]],
    -- for conditions: claims with the best number
    best = [[ select count(*) as claims from claim where cred = 1 and rank <> 'deprecated' ]],
    read = [[
      select s.id, s.title, s.publisher, s.author, s.lang, s.translation, s.translation_basis, s.pub_e, s.pub_basis,
             s.pub_why, s.reach, s.rel, s.rel_why, s.interest, s.file, s.lines, s.sha256, s.archive_url,
             count(distinct c.id) as claims, cites(c.id) as claims_cites
        from source s left join passage g on g.source = s.id
             left join claim_source x on x.passage = g.id and x.stance = 'supports'
             left join claim c on c.id = x.claim and c.rank <> 'deprecated'
       where s.kind <> 'stub'
       group by s.id order by s.id]],
    -- a ruling prints no name: whom it is of comes from the name that it gave an owner
    rulings = [[
      select d.id, d.print_as, n.id as name_id, n.name
        from dispute d left join name n on n.id = (
             select m.id from claim c join name m on m.owner = c.value and m.display = 1
              where c.dispute = d.id and c.field = 'owner' order by m.kind <> 'preferred', m.id limit 1)
       where d.kind = 'identity' and d.state <> 'open' order by d.id]],
    unread = [[
      select s.id, s.title, s.publisher, s.reach, s.pub_e, s.pub_basis, s.pub_why from source s
       where s.kind = 'stub' order by lineage_id(s.id), s.publisher is null, sort_key(s.publisher), s.id]],
    nodes = [[
      select id, publisher, title, kind, lineage_id(id) as lineage
        from source order by lineage_id(id), kind = 'stub', id]],
    links = [[ select id, child, parent, kind, basis from source_link order by id ]],
    -- the author of one is related to somebody who speaks in the other
    ties = [[
      select distinct w.b as source, g.source as other
        from relation w join relation r on r.kind <> 'not_same_as' and (r.a = w.a or r.b = w.a)
             join passage g on g.speaker = case when r.a = w.a then r.b else r.a end
       where w.kind = 'author_of' and g.source <> w.b order by 1, 2]],
    grades = [[
      select v.id, v.code, v.label, count(s.id) as n, cites(s.id) as n_cites
        from vocabulary v left join source s on s.rel = v.code and s.kind <> 'stub'
       where v.voc = 'source.rel' group by v.id order by v.code]],
    events = [[
      select id, title, start_e, scope from event
       order by scope = 'context', scope = 'relatives', start_lo is null,
                case when start_e glob '[[]..*' then start_hi when start_e glob '*~' then rtrim(start_e, '~')
                  else start_lo end,
                start_hi, id]],
    -- who tells of an event: of itself, or of an act that is part of it
    coverage = [[
      select distinct coalesce(a.event, c.ref) as event, g.source, lineage_id(g.source) as lineage, s.pub_lo
        from claim c left join act a on a.id = c.ref
             join claim_source x on x.claim = c.id and x.stance in ('supports', 'repeats')
             join passage g on g.id = x.passage join source s on s.id = g.source
       where c.rank <> 'deprecated' and (a.id is not null or c.ref in (select id from event))
       order by event, s.pub_lo, g.source]],
  },
}

function report.load(data, _)
  local d = { t = data.texts("sources."), cred = data.texts("sources.cred.") }
  for _, name in ipairs { "interest", "counts", "independent", "best" } do
    d[name] = data.row(name)
  end
  for _, name in ipairs { "read", "unread", "nodes", "links", "ties", "grades", "events", "coverage", "rulings" } do
    d[name] = data.rows(name)
  end
  return d
end

-- ---- what it comes to
local function finding(doc, d)
  local t = d.t
  parts.strip(doc, { kind = t["kind"], meeting = false, contact = false, env = d })
  local title = t[d.counts.lineages.value == 1 and "title.one" or "title"]
  parts.title(doc, { title = title, side = t["masthead"], env = d })
  local function tile(value, key)
    return function()
      doc:tile { value = value, label = t["tile." .. key .. ".label"], note = t["tile." .. key .. ".note"], env = d }
    end
  end
  doc:columns({ 0, 0, 0, 0 }, {
    tile(d.counts.reports, "reports"), tile(d.counts.lineages, "lineages"), tile(d.counts.unread, "unread"),
    tile(d.counts.undated, "undated"),
  }, { style = "tiles" })
  doc:note(t[d.independent.acts.value == 0 and "finding.none" or "finding.some"], d, { style = "body" })
end

-- ---- the register
--- what is known of a source, in the wording for it
local function described(t, s)
  local who = s.publisher and (s.author and "who.both" or "who.publisher") or s.author and "who.author" or "who.none"
  local tongue = s.translation.value
  if tongue ~= "none" and tongue ~= "unknown" then
    tongue = s.translation_basis and s.translation_basis.value == "inferred" and "inferred" or "translated"
  end
  return {
    s = s, source = t[s.archive_url and "register.source.archived" or "register.source"],
    bold = t[s.publisher and who or "register.id"], light = t[s.publisher and "register.id" or who],
    what = t[s.title and "what.title" or "what.none"],
    when = t[s.pub_e and (s.pub_why and "when.why" or "when") or "when.none"], tongue = t["tongue." .. tongue],
    worth = t[s.interest and "worth.interest" or "worth"],
  }
end

local function register(doc, d)
  local t, rows = d.t, {}
  for i, s in ipairs(d.read) do
    rows[i] = described(t, s)
  end
  doc:heading(1, t["register.heading"], d, { style = "opening" })
  doc:table {
    style = "table", rows = rows, env = d,
    columns = {
      { head = t["col.number"], marks = true, width = "5.5mm" },
      { head = t["col.source"], field = "source", share = 14, header = true },
      { head = t["col.published"], cell = t["register.published"], share = 8 },
      { head = t["col.language"], cell = t["register.language"], share = 7 },
      { head = t["col.grade"], cell = t["register.grade"], share = 12 },
      { head = t["col.claims"], field = "s.claims:unmarked", align = "right" },
    },
    empty = t["register.empty"],
  }
end

--- what a letter and a number mean: two judgements that are made apart
local function key(doc, d)
  local t, credibility, grades = d.t, {}, {}
  for i, grade in ipairs(d.grades) do
    grades[i] = { g = grade, n = grade.n.value > 0 and grade.n }
  end
  for i = 1, 6 do
    credibility[i] = d.cred[tostring(i)]
  end
  doc:heading(1, t["key.heading"], d, { style = "small-opening" })
  doc:columns({ 0, 0 }, {
    function()
      doc:table {
        rows = grades, env = d,
        columns = {
          { head = t["key.col.grade"], field = "g.code", header = true },
          { head = t["key.col.source"], field = "g.label", share = 1 },
          { head = t["key.col.reports"], field = "n:unmarked", align = "right" },
        },
      }
    end,
    function()
      doc:box("key", function()
        doc:note(t["key.information"], nil, { style = "table-head" })
        doc:note(function()
          doc:list(credibility, nil, { numbered = true, style = "table-cell" })
        end)
        doc:note(t[d.best.claims.value == 0 and "key.note" or "key.note.some"], d)
      end)
    end,
  })
end

-- ---- which of them are one
local function origins(doc, d)
  doc:heading(1, d.t["lineage.heading"], d, { style = "opening" })
  doc:note(d.t["lineage.text"], d, { style = "body" })
  lineage.draw(doc, { nodes = d.nodes, links = d.links, ties = d.ties, texts = d.t })
end

local function unread(doc, d)
  local t = d.t
  doc:heading(1, t["unread.heading"], d, { style = "small-opening" })
  if #d.unread == 0 then
    doc:note(t["unread.empty"], d, { style = "body" })
    return
  end
  doc:grid {
    rows = d.unread, columns = 2, style = "notes",
    fill = function(s)
      local item = s.publisher and s.title and "unread.item" or "unread.item.lead"
      doc:paragraph(t[s.reach.value == "unk" and item .. ".short" or item], {
        s = s, lead = t[s.publisher and "who.publisher" or s.title and "what.title" or "unread.none"],
        when = t[s.pub_e and (s.pub_why and "when.why" or "when") or s.pub_why and "when.unknown" or "when.none"],
      }, { style = "note" })
    end,
  }
end

-- ---- which report tells of which event
--- by event and source: "own" for the first source of a lineage that tells of it, "same" for those behind it
local function covered(d)
  local marks, first = {}, {}
  for _, row in ipairs(d.coverage) do
    local event, line = row.event.value, row.event.value .. " " .. row.lineage.value
    marks[event] = marks[event] or {}
    marks[event][row.source.value] = first[line] and "same" or "own"
    first[line] = true
  end
  return marks
end

local function coverage(doc, d)
  local t, marks, rows = d.t, covered(d), {}
  for i, event in ipairs(d.events) do
    rows[i] = { e = event, scope = t["matrix.scope." .. event.scope.value] }
    for k, s in ipairs(d.read) do
      local mark = (marks[event.id.value] or {})[s.id.value]
      rows[i]["s" .. k] = mark and t["matrix." .. mark] or false
    end
  end
  local columns = {
    { head = t["col.date"], field = "e.start_e:short", width = "1.05col" },
    { head = t["col.event"], field = "e.title", share = 1, header = true },
  }
  for k, s in ipairs(d.read) do
    columns[#columns + 1] = {
      head = t["matrix.head"], env = { s = s }, field = "s" .. k, align = "center", width = "6mm",
    }
  end
  columns[#columns + 1] = { head = t["col.rests"], marks = true, width = "0.55col" }
  doc:heading(1, t["matrix.heading"], d, { style = "opening" })
  doc:note(t["matrix.text"], d, { keep = "next", style = "body" })
  doc:table {
    style = "table", rows = rows, columns = columns, env = d,
    group = { field = "e.scope", head = t["matrix.group"] }, empty = t["matrix.empty"],
  }
  doc:disputes { style = "method" }
end

local function limits(doc, d)
  local t, archived = d.t, false
  for _, s in ipairs(d.read) do
    archived = archived or s.archive_url ~= nil
  end
  doc:columns({ 0, 0 }, {
    function()
      doc:heading(1, t["limits.heading"], d, { style = "small-opening" })
      local items = { t["limits.read"], t["limits.interest"], t["limits.grade"], t["limits.file"], t["limits.lineage"] }
      items[#items + 1] = not archived and t["limits.archive"] or nil
      doc:note(function()
        doc:list(items, d, { style = "method" })
      end)
    end,
    function()
      doc:heading(1, t["rulings.heading"], d, { style = "small-opening" })
      for _, ruling in ipairs(d.rulings) do
        doc:note(ruling.name and t["rulings.item"] or ruling.print_as, { r = ruling }, { style = "source" })
      end
      if #d.rulings == 0 then
        doc:note(t["rulings.none"], d, { style = "method" })
      end
    end,
  })
end

function report.render(doc, d, _)
  finding(doc, d)
  register(doc, d)
  key(doc, d)
  origins(doc, d)
  unread(doc, d)
  limits(doc, d)
  coverage(doc, d)
  doc:heading(1, d.t["list.heading"], nil, { style = "small-opening" })
  doc:sources { short = true }
end

return report
