--- Consistency and contradiction report.
--
-- Question   What in the dataset is wrong, disputed, computed, stale or missing, and what would settle each of it?
-- Reads      what the checks find (data.findings), dispute, claim, claim_source, passage, name, tally, detention, act,
--            event, statement, source, waiver, text
-- Parameters none
-- Pages      A4, as many as the findings take; for editors alone, never handed over
-- As of      the checks are held against the date of the run; a finding that was settled is gone the next time

local parts = require("parts")
local axes = require("contradictions.axes")

local report = {
  id = "contradictions",
  title = "Consistency and contradiction report",
  help = "open disputes side by side, what the checks find, and the next step for each; for editors",
  api = 1,
  levels = { "editors" },
  evidence = "strict",
  queries = {
    disputes = [[ select id, kind, question, print_as from dispute where state = 'open' order by id ]],
    open = [[ select count(id) as n, cites(id) as n_cites from dispute where state = 'open' ]],
    passages = [[
      select distinct x.id as dispute, p.id, p.gist, p.line_first, p.line_last
        from dispute x join claim c on c.dispute = x.id join claim_source k on k.claim = c.id
        join passage p on p.id = k.passage
       where x.state = 'open' and c.rank <> 'deprecated' and k.stance <> 'silent'
       order by x.id, p.source, p.line_first, p.id]],
    cells = [[
      select x.id as dispute, c.id, c.ref, c.field from dispute x join claim c on c.dispute = x.id
       where x.state = 'open' and c.rank <> 'deprecated'
         and not exists (select 1 from claim o
                          where o.dispute = x.id and o.ref = c.ref and o.field = c.field and o.id < c.id)
       order by x.id, c.id]],
    steps = [[ select id, key from text where key like 'contradictions.next.%' order by key ]],
    names = [[
      select n.id, n.owner, n.name, n.kind from name n join person p on p.id = n.owner
       where n.kind not in ('descriptive', 'title') order by n.owner, n.display desc, n.name, n.id]],
    counts = [[
      select t.id, t.about, t.wording, t.at_e, e.id as event, e.start_e, e.start_lo, e.start_hi
        from tally t join event e on e.id = t.about
       where t.what = 'days_protest' and e.start_lo is not null order by t.about, t.at_lo, t.id]],
    terms = [[
      select d.id, d.ordered_final, d.unit, a.id as act, a.start_e, a.start_lo, a.start_hi
        from detention d join act a on a.id = d.act where d.ordered_final is not null order by d.id]],
    days = [[
      select t.id, e.id as event, e.start_e, e.start_lo, e.start_hi, s.id as source, s.pub_e, s.pub_lo, s.pub_hi
        from statement t join event e on e.id = t.about join claim c on c.ref = t.id and c.field = 'said_e'
        join claim_source k on k.claim = c.id join passage p on p.id = k.passage join source s on s.id = p.source
       where e.start_lo is not null order by t.id, s.id]],
    waivers = [[ select id, chk, ref, field, reason, by_who, until from waiver order by until, chk, id ]],
  },
}

-- which checks stand in which section, by the beginnings of their codes
local sections = {
  { key = "arithmetic", codes = "CNT-01 CNT-02 CNT-03 CNT-04 DET-03" },
  { key = "figures", codes = "CNT-05 CNT-06" },
  { key = "dates", codes = "DAT SRC-02" },
  { key = "names", codes = "NAM" },
  { key = "claims", codes = "SRC-01 SRC-03 SRC-04 SRC-05 SRC-06 PAS CLM" },
  { key = "events", codes = "EVT DET-01 DET-02 DET-04 DET-05 DET-06 REL" },
  { key = "people", codes = "RED" },
  { key = "statuses", codes = "STA SRC-07" },
  { key = "instruments", codes = "INS ASK" },
  { key = "words", codes = "TXT" },
}

--- rows by the value of one of their columns
local function by(column, rows)
  local out = {}
  for _, row in ipairs(rows) do
    local key = row[column].value
    out[key] = out[key] or {}
    table.insert(out[key], row)
  end
  return out
end

--- what settles something: the words for its own key, else for its kind
local function step(d, key, otherwise)
  return d.t["next." .. (d.steps[key] and key or otherwise)]
end

--- one line of a section's table; what is settled or waived needs no owner, those of the others are marked blanks
local function line(d, f)
  local t = d.t
  local blank = f.state.value == "open" and t["blank"] or t["settled"]
  local found = f.state.value == "settled" and "found.settled" or f.state.value == "waived" and "found.waived"
    or f.dispute and "found.disputed" or "found"
  return {
    f = f, found = t[found], next = step(d, f.code.value, f.code.value), owner = blank, by = blank,
  }
end

--- says the field once, above the findings of a rule, where they have one; else beside each row
local function place(d, lines)
  local t, field, several = d.t, {}, {}
  for _, row in ipairs(lines) do
    local rule, name = row.f.rule.value, row.f.field and row.f.field.value or ""
    several[rule] = several[rule] or field[rule] ~= nil and field[rule] ~= name
    field[rule] = name
  end
  for _, row in ipairs(lines) do
    local alone = several[row.f.rule.value]
    row.group = t[(alone or not row.f.field) and "group.all" or "group.field"]
    row.at = t[alone and row.f.field and "row.field" or "row"]
  end
end

local function belongs(section, code)
  for word in section.codes:gmatch("%S+") do
    if code == word or code:sub(1, 3) == word then
      return true
    end
  end
  return false
end

function report.load(data, _)
  local d = {
    t = data.texts("contradictions."), checked = data.findings(), steps = {}, found = {}, is_open = {},
    disputes = data.rows("disputes"), open = data.row("open"), waivers = data.rows("waivers"),
    passages = by("dispute", data.rows("passages")), cells = by("dispute", data.rows("cells")),
    names = by("owner", data.rows("names")),
    counts = data.rows("counts"), terms = by("id", data.rows("terms")), days = by("id", data.rows("days")),
  }
  for _, x in ipairs(d.disputes) do
    d.is_open[x.id.value] = true
  end
  for _, row in ipairs(data.rows("steps")) do
    d.steps[row.key.value:sub(#"contradictions.next." + 1)] = true
  end
  for _, section in ipairs(sections) do
    d.found[section.key] = {}
    for _, f in ipairs(d.checked.findings) do
      if belongs(section, f.code.value) then
        table.insert(d.found[section.key], line(d, f))
      end
    end
    place(d, d.found[section.key])
  end
  return d
end

-- ---- first page
local function severity_table(doc, d)
  local t = d.t
  doc:heading(1, t["summary.heading"], nil, { style = "small-opening" })
  doc:columns({ 0, "2col" }, {
    function()
      doc:table {
        style = "small-ledger", rows = d.checked.counts,
        columns = {
          { head = t["summary.col.severity"], field = "severity:label", header = true, share = 3 },
          { head = t["summary.col.open"], field = "open", align = "right", share = 2 },
          { head = t["summary.col.settled"], field = "settled", align = "right", share = 4 },
          { head = t["summary.col.waived"], field = "waived", align = "right", share = 3 },
        },
      }
    end,
    function()
      doc:note(t["summary.note"], nil, { style = "note" })
    end,
  })
end

local function first_page(doc, d)
  local t = d.t
  parts.strip(doc, { kind = t["kind"], note = t["strip.note"], meeting = false, contact = false })
  parts.title(doc, { title = t["title"], side = t["side"] })
  local function tile(value, key)
    return function()
      doc:tile { value = value, label = t["tile." .. key .. ".label"], note = t["tile." .. key .. ".note"] }
    end
  end
  doc:columns({ 0, 0, 0 }, {
    tile(d.checked.counts[1].open, "errors"), tile(d.checked.counts[2].open, "warnings"), tile(d.open.n, "disputes"),
  }, { style = "tiles" })
  doc:note(t["lead"], { findings = d.checked.totals }, { style = "body" })
  severity_table(doc, d)
end

-- ---- disputes
local function next_step(doc, d, what)
  doc:columns({ 0, "0.9col", "0.7col" }, {
    function()
      doc:paragraph(d.t["next"], { step = what }, { style = "small-case" })
    end,
    function()
      doc:blank(d.t["owner"])
    end,
    function()
      doc:blank(d.t["by"])
    end,
  }, { style = "finding-next" })
end

local function passages(doc, d, list, columns)
  doc:grid {
    rows = list, columns = math.min(#list, columns), style = "passages",
    fill = function(p)
      local env = { p = p }
      doc:paragraph(d.t[p.line_first.value == p.line_last.value and "dispute.line" or "dispute.lines"], env,
        { style = "passage" })
    end,
  }
end

local function dispute(doc, d, x)
  local t, kind = d.t, x.kind.value
  doc:box("finding-box", function()
    doc:heading(2, x.print_as, nil, { style = "small-case-heading" })
    local cells = d.cells[x.id.value] or {}
    doc:paragraph(t[#cells == 0 and "dispute.bare" or #cells == 1 and "dispute.cell" or "dispute.cells"],
      { x = x, kind = t["kind." .. kind], cell = cells[1] }, { style = "case-note" })
    local drawn = {}
    for _, f in ipairs(d.checked.findings) do
      if f.dispute and f.dispute.value == x.id.value then
        axes.add(drawn, d, f)
      end
    end
    local function told()
      doc:paragraph(x.question, nil, { style = "small-case" })
      if d.passages[x.id.value] then
        passages(doc, d, d.passages[x.id.value], #drawn > 0 and 1 or 2)
      end
    end
    if #drawn == 0 then
      told()
    else
      doc:columns({ 0, 0 }, { told, function()
        for _, draw in ipairs(drawn) do
          draw(doc)
        end
      end }, { style = "told" })
    end
    next_step(doc, d, step(d, x.id.value, "dispute." .. kind))
  end)
end

local function disputes(doc, d)
  doc:heading(1, d.t["disputes.heading"], nil, { style = "opening" })
  if #d.disputes == 0 then
    doc:paragraph(d.t["disputes.none"])
    return
  end
  doc:paragraph(d.t["disputes.intro"], nil, { style = "note" })
  for _, x in ipairs(d.disputes) do
    dispute(doc, d, x)
  end
end

local function put_axes(doc, d, key)
  local found, drawn = {}, {}
  for i, row in ipairs(d.found[key]) do
    found[i] = row.f
  end
  if key == "arithmetic" then
    axes.counts(drawn, d, found)
  end
  for _, f in ipairs(found) do
    if not f.dispute or not d.is_open[f.dispute.value] then -- else it stands with its dispute
      axes.add(drawn, d, f)
    end
  end
  for _, draw in ipairs(drawn) do
    draw(doc)
  end
end

-- ---- names
local function clusters(doc, d)
  local t, owners, seen = d.t, {}, {}
  for _, row in ipairs(d.found.names) do
    local owner = row.f.row.value
    if d.names[owner] and not seen[owner] then
      seen[owner] = true
      owners[#owners + 1] = d.names[owner]
    end
  end
  if #owners == 0 then
    return
  end
  doc:paragraph(t["names.intro"], nil, { style = "note" })
  doc:grid {
    rows = owners, columns = math.min(3, #owners), style = "cases",
    fill = function(names)
      doc:box("small-case-box", function()
        doc:heading(2, names[1].name, nil, { style = "small-case-heading" })
        for i, n in ipairs(names) do
          if i > 1 and n.name.value ~= names[1].name.value then -- the heading has the sources of its own spelling
            doc:paragraph(t["names.item"], { n = n, kind = t["name." .. n.kind.value] }, { style = "small-case" })
          end
        end
      end)
    end,
  }
end

-- ---- a section: its findings by check, each with its place, what was found, and blanks for who settles it and by when
local function section(doc, d, key)
  local t, rows = d.t, d.found[key]
  doc:heading(1, t[key .. ".heading"], nil, { style = "opening" })
  if #rows == 0 then
    doc:paragraph(t[key .. ".none"])
    return
  end
  put_axes(doc, d, key)
  if key == "names" then
    clusters(doc, d)
  end
  doc:table {
    style = "findings", rows = rows, group = { field = "f.rule", head = t["group"] },
    columns = {
      { head = t["col.row"], field = "at", width = "1.7col", header = true },
      { head = t["col.found"], field = "found", share = 1 },
      { head = t["col.sources"], marks = true, width = "0.5col" },
      { head = t["col.owner"], field = "owner", width = "0.65col" },
      { head = t["col.by"], field = "by", width = "0.5col" },
    },
  }
end

local function waivers(doc, d)
  local t = d.t
  doc:heading(1, t["waivers.heading"], nil, { style = "small-opening" })
  if #d.waivers == 0 then
    doc:paragraph(t["waivers.none"], nil, { style = "note" })
    return
  end
  local rows = {}
  for i, w in ipairs(d.waivers) do
    rows[i] = { w = w, field = w.field or t["waivers.all"] }
  end
  doc:table {
    style = "small-ledger", rows = rows,
    columns = {
      { head = t["waivers.col.check"], field = "w.chk", header = true },
      { head = t["waivers.col.place"], field = "w.ref", share = 1 },
      { head = t["waivers.col.reason"], field = "w.reason", share = 2 },
      { head = t["waivers.col.by"], field = "w.by_who", share = 1 },
      { head = t["waivers.col.until"], field = "w.until", width = "0.8col" },
    },
  }
end

local function idle(doc, d)
  local t, rows = d.t, {}
  for _, check in ipairs(d.checked.checks) do
    if check.why_not then
      rows[#rows + 1] = check
    end
  end
  doc:heading(1, t["idle.heading"], nil, { style = "small-opening" })
  doc:table {
    style = "small-ledger", rows = rows, empty = t["idle.none"],
    columns = {
      { head = t["idle.col.check"], field = "code", width = "0.5col", header = true },
      { head = t["idle.col.rule"], field = "rule", share = 5 },
      { head = t["idle.col.why"], field = "why_not", share = 6 },
    },
  }
end

function report.render(doc, d, _)
  first_page(doc, d)
  doc:note(function() -- what the dataset has to say of itself; what it tells of the world stands here with its marks
    disputes(doc, d)
    for _, part in ipairs(sections) do
      section(doc, d, part.key)
    end
    waivers(doc, d)
    idle(doc, d)
  end)
  doc:heading(1, d.t["sources.heading"], nil, { style = "small-opening" })
  doc:sources { short = true }
end

return report
