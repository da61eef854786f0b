--- Four-page EU briefing.
--
-- Question   What happened to the people who protest, what did the EU say, and what can each reader do?
-- Reads      ask, act, detention, event, person, name, instrument, statement, tally, source, text
-- Parameters none; the team's own requests and the meeting come from --meeting, its name and contact from --org
-- Pages      A4, exactly four: 1 finding, requests, summary, numbers; 2 detentions by person and date, chronology;
--            3 cases, law, positions; 4 recommendations, words of the EU, method, sources. Each keeps to itself: lists
--            give up rows from their end and say so; no section goes, and letters keep their size
-- As of      every status carries the date of its source; "facts until" stands at the foot

local parts = require("parts")
local findings = require("findings").queries

local report = {
  id = "eu-briefing",
  title = "Four-page EU briefing",
  help = "finding, requests, numbers, detentions by date, cases, law, recommendations, words of the EU, sources",
  api = 1,
  levels = { "meeting", "public" },
  evidence = "claims",
  pages = 4,
  queries = {
    totals = findings.totals, open = findings.open, closed = findings.closed, mixed = findings.mixed,
    repeated = findings.repeated, terms = findings.terms, day = findings.day, missing = findings.missing,
    relatives = findings.relatives, sentenced = findings.sentenced, dead = findings.dead, acts = findings.acts,
    unattributed = findings.unattributed, reports = findings.reports, independent = findings.independent,
    interest = findings.interest, reasons = findings.reasons, forecast = findings.forecast, graded = findings.graded,
    earliest = findings.earliest, latest = findings.latest,
    asks = [[
      select a.id, a.verb, a.addressee, a.unit, a.occasion, a.gist, a.deadline_e,
             count(distinct s.ref) as support, cites(s.ref) as support_cites
        from ask a join ask_support s on s.ask = a.id
       where a.headline = :headline
       group by a.id order by a.prio]],
    -- an open start counts as late as it may be
    chronology = [[
      select id, start_e, title, outcome from event
       where timeline > 0
       order by case when start_e glob '[[]..*' then start_hi else start_lo end, start_hi, id]],
    -- each word of the EU stands beside the last event that is certainly earlier
    beside = [[
      select i.id, i.date_e, i.short,
             (select e.id from event e where e.timeline > 0 and e.start_hi < i.date_lo
               order by e.start_hi desc, e.scope <> 'core', e.start_lo desc, e.id limit 1) as event
        from instrument i
       where i.bearing is not null and i.kind in ('dialogue', 'ep_resolution') and i.verified = 'yes' and i.short is not null
       order by i.date_lo, i.date_hi, i.id]],
    words = [[
      select i.id, i.date_e, i.short, i.gist,
             count(case when a.start_hi < i.date_lo then a.id end) as earlier,
             cites(case when a.start_hi < i.date_lo then a.id end) as earlier_cites,
             max(case when a.start_hi < i.date_lo then a.start_e end) as last,
             cites(case when a.start_hi < i.date_lo then a.id end, 'max', 'start_e') as last_cites,
             count(case when a.start_lo > i.date_hi then a.id end) as later,
             cites(case when a.start_lo > i.date_hi then a.id end) as later_cites,
             min(case when a.start_lo > i.date_hi then a.start_e end) as next,
             cites(case when a.start_lo > i.date_hi then a.id end, 'min', 'start_e') as next_cites
        from instrument i join act a join event e on e.id = a.event join person p on p.id = a.victim
       where a.kind = 'detention' and e.scope = 'core' and p.kind = 'individual'
         and i.bearing = 'direct' and i.kind in ('dialogue', 'ep_resolution') and i.verified = 'yes' and i.date_e is not null
       group by i.id order by i.date_lo, i.date_hi, i.id]],
  },
}

-- what only the meeting may see
local restricted = { "missing", "relatives", "sentenced", "dead", "unattributed" }
local single = {
  "totals", "open", "closed", "mixed", "repeated", "terms", "day", "reports", "independent", "interest", "reasons",
  "forecast", "graded", "earliest", "latest",
}

--- rows of the chronology, each with the words of the EU that stand beside it
local function chronology(data, t)
  local beside, rows = {}, {}
  for _, word in ipairs(data.rows("beside")) do
    if word.event then
      beside[word.event.value] = beside[word.event.value] or {}
      table.insert(beside[word.event.value], word)
    end
  end
  for _, event in ipairs(data.rows("chronology")) do
    local words = beside[event.id.value] or {}
    rows[#rows + 1] = { e = event, w = words[1] or false, eu = words[1] and t["chron.eu"] or false }
    for i = 2, #words do
      rows[#rows + 1] = { e = false, w = words[i], eu = t["chron.eu"] }
    end
  end
  return rows
end

function report.load(data, _)
  local t = data.texts("eu.")
  local d = {
    t = t, fixed = data.texts("page."), verbs = data.texts("code.verb."),
    public = data.meta("level") == "public",
    org = data.org(), team = data.meeting(),
    headlines = data.rows("asks", { headline = 1 }), recommendations = data.rows("asks", { headline = 0 }),
    chronology = chronology(data, t), words = data.rows("words"), acts = data.rows("acts"),
  }
  for _, name in ipairs(single) do
    d[name] = data.row(name)
  end
  for _, name in ipairs(d.public and {} or restricted) do
    d[name] = data.row(name)
  end
  d["repeat"], d.asof = d.repeated, d.relatives
  return d
end

--- the wording of a key that has another one for the public copy
local function at_level(d, key)
  return d.public and d.t[key .. ".public"] or d.t[key]
end

-- ---- page 1
local function first_page(doc, d)
  local t = d.t
  parts.strip(doc, {
    kind = t["kind"],
    copy = d.fixed[d.public and "copy.public" or "copy.meeting"],
    label = d.fixed[d.public and "tlp.public" or "tlp.meeting"],
    env = d,
  })
  parts.title(doc, { title = t[d.mixed.acts.value == 0 and "headline" or "headline.some"], side = t["masthead"], large = true, env = d })
  for i, ask in ipairs(d.headlines) do
    parts.ask(doc, {
      verb = d.verbs[ask.verb.value], text = t["ask.item"], to = t[ask.unit and "ask.to.unit" or "ask.to"],
      env = { ask = ask, missing = d.missing, totals = d.totals }, rank = i > 1 and 20 + i or nil,
    })
  end
  parts.side(doc, t["summary.heading"], function()
    doc:paragraph(t["summary"], d)
  end)
  local function tile(value, key)
    return function()
      doc:tile { value = value, label = t["tile." .. key .. ".label"], note = t["tile." .. key .. ".note"], env = d, figure = "tile-display" }
    end
  end
  doc:columns({ 0, 0, 0 }, { tile(d.totals.acts, "acts"), tile(d.repeated.acts, "repeat"), tile(d.open.acts, "open") }, { style = "tiles" })
  doc:columns({ 0, 0, 0 }, {
    tile(d.terms.first, "terms"),
    d.public and tile(d.day.lo, "day") or tile(d.relatives.people, "relatives"),
    tile(d.day.lo, "day"),
  }, { style = "tiles" })
end

-- ---- page 2
local function second_page(doc, d)
  local t = d.t
  doc:heading(1, t[d.mixed.acts.value == 0 and "chart.heading" or "chart.heading.some"], d, { style = "opening" })
  doc:paragraph(t["chart.note"], d, { style = "note" })
  doc:paragraph(t["identity"], d, { style = "note" })
  doc:heading(1, t["chron.heading"], nil, { style = "small-opening" })
  doc:table {
    style = "ledger", rows = d.chronology, shorten = { rank = 10, least = 6 },
    columns = {
      { head = t["chron.col.date"], field = "e.start_e:short", width = 67.1 },
      { head = t["chron.col.event"], field = "e.title", share = 3, header = true },
      { head = t["chron.col.eu"], field = "eu", width = 147.2 },
    },
    empty = t["chron.empty"], notes = { t["chron.note"] }, env = d,
  }
end

-- ---- page 3
local function third_page(doc, d)
  local t = d.t
  local keys = d.public and { "kunbolat", "akytkhan", "maxutkhan", "qazybek" } or { "kunbolat", "akytkhan", "azatbek", "khaliola" }
  doc:grid {
    rows = keys, columns = 2, shorten = { rank = 10, least = 2 }, style = "cases",
    fill = function(key)
      parts.case(doc, {
        level = 1, name = t["case." .. key .. ".title"], note = t["case." .. key .. ".last"], text = t["case." .. key .. ".body"],
        ask = t["case." .. key .. ".ask"], env = d,
      })
    end,
  }
  doc:heading(1, t["legal.heading"], nil, { style = "small-opening" })
  local items = {}
  for i, key in ipairs { "right", "basis", "standard", "gap" } do
    items[i] = { term = t["legal." .. key .. ".label"], text = t["legal." .. key] }
  end
  doc:descriptions(items, d, { width = 67.1 })
  doc:heading(1, t["positions.heading"], nil, { style = "small-opening" })
  doc:grid {
    rows = { "mfa", "city", "china" }, columns = 3, style = "columns",
    fill = function(key)
      doc:heading(2, t["positions." .. key .. ".title"], d)
      doc:paragraph(t["positions." .. key .. ".when"], d, { style = "note" })
      doc:paragraph(t["positions." .. key], d)
    end,
  }
end

-- ---- page 4
local function fourth_page(doc, d)
  local t = d.t
  doc:sources {}
end

function report.render(doc, d, _)
  for _, page in ipairs { first_page, second_page, third_page, fourth_page } do
    doc:budget({ pages = 1 }, function()
      page(doc, d)
    end)
  end
end

return report
