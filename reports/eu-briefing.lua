--- Four-page EU briefing.
--
-- Question   What happened to the people who protest, what did the EU say, and what can each reader do?
-- Reads      ask, act, detention, event, person, name, instrument, statement, tally, source, text
-- Parameters none; the team's own requests and the meeting come from --meeting, its name and contact from --org
-- Pages      A4, exactly four: 1 finding, requests, summary, numbers; 2 detentions by person and date, chronology,
--            words of the EU; 3 cases, law, positions; 4 recommendations, method, sources. Each keeps to itself: lists
--            give up rows from their end and say so; no section goes, and letters keep their size
-- As of      every status carries the date of its source; "facts until" stands at the foot

local chart = require("chart")
local parts = require("parts")
local findings = require("findings")

local report = {
  id = "eu-briefing",
  title = "Four-page EU briefing",
  help = "finding, requests, numbers, detentions by date, cases, law, recommendations, words of the EU, sources",
  api = 1,
  levels = { "meeting", "public" },
  evidence = "strict",
  pages = 4,
  queries = {
    asks = [[
      select a.id, a.verb, a.addressee, a.unit, a.occasion, a.gist, a.deadline_e,
             count(distinct s.ref) as support, cites(s.ref) as support_cites,
             i.id as instrument, i.title as instrument_title
        from ask a join ask_support s on s.ask = a.id left join instrument i on i.id = a.instrument
       where a.headline = :headline
       group by a.id order by a.prio, a.id]],
    -- an open start counts as late as it may be
    chronology = [[
      select id, start_e, title, outcome from event
       where timeline > 0
       order by case when start_e glob '[[]..*' then start_hi else start_lo end, start_hi, id]],
  },
}

-- what only the meeting may see
local restricted = { "missing", "relatives", "sentenced", "dead", "unattributed" }
local single = {
  "totals", "open", "closed", "mixed", "repeated", "terms", "day", "days", "reports", "independent", "interest",
  "reasons", "fines", "graded", "earliest", "latest", "campaign",
}
local several = { "acts", "by_person", "by_day", "words" }
for _, names in ipairs { restricted, single, several } do
  for _, name in ipairs(names) do
    report.queries[name] = findings.queries[name]
  end
end

--- each detention with the counts of its person and its day
local function marks(data)
  local person, day, out = {}, {}, {}
  for _, row in ipairs(data.rows("by_person")) do
    person[row.victim.value] = row.acts
  end
  for _, row in ipairs(data.rows("by_day")) do
    day[row.start_lo.value] = row.acts
  end
  for i, act in ipairs(data.rows("acts")) do
    out[i] = {
      o = act, name = act.name, victim = act.victim,
      start_e = act.start_e, start_lo = act.start_lo, start_hi = act.start_hi, state = act.outcome_reported,
      of_person = person[act.victim.value], of_day = day[act.start_lo.value],
    }
  end
  return out
end

function report.load(data, _)
  local t = data.texts("eu.")
  local d = {
    t = t, verbs = data.texts("code.verb."),
    public = data.meta("level") == "public",
    org = data.org(), team = data.meeting(),
    headlines = data.rows("asks", { headline = 1 }), recommendations = data.rows("asks", { headline = 0 }),
    chronology = data.rows("chronology"), words = data.rows("words"), marks = marks(data),
  }
  for _, name in ipairs(single) do
    d[name] = data.row(name)
  end
  for _, name in ipairs(d.public and {} or restricted) do
    d[name] = data.row(name)
  end
  d.held = parts.held(t)
  d.no_fines = d.fines.sources.value == 0
  return d
end

-- ---- page 1
local function first_page(doc, d)
  local t, own = d.t, parts.team(d.team, d.org)
  parts.strip(doc, {
    meeting = own.meeting, contact = own.contact, register = own.register,
    note = not (d.team and d.team.asks) and t["ask.note"] or nil,
    kind = t["kind"],
    env = d,
  })
  local title = t[d.mixed.acts.value == 0 and "headline.two" or "headline.some"]
  parts.title(doc, { title = title, side = t["masthead"], large = true, env = d })
  parts.requests(doc, {
    own = d.team and d.team.asks, rows = d.headlines, verbs = d.verbs, texts = t,
    env = { missing = d.missing, totals = d.totals },
  })
  parts.side(doc, t["summary.heading"], function()
    doc:paragraph(d.no_fines and t["summary.none"] or t["summary"], d)
  end)
  local function squares(alt, options)
    return function()
      options.alt, options.table, options.sources, options.env = alt, false, false, d
      chart.units(doc, options)
    end
  end
  local function tile(value, key, between)
    return function()
      local name = "tile." .. key
      local filled = key ~= "relatives" or d.sentenced.people and d.dead.people and d.unattributed.people
      local note = d.no_fines and d.held[name .. ".note.none"] or d.held[name .. ".note"]
      doc:tile {
        value = value, label = t[name .. ".label"], note = filled and note or nil, between = between,
        env = d, large = true,
      }
    end
  end
  local of_one, heard = {}, { t["tile.repeat.alt"], d.held["chart.june"] }
  for _, mark in ipairs(d.marks) do
    mark.outcome = t["chart.outcome." .. findings.outcome(mark.o)]
    if mark.victim.value == d.repeated.victim.value then
      of_one[#of_one + 1], heard[#heard + 1] = mark, { t["tile.repeat.alt.mark"], env = mark }
    end
  end
  doc:columns({ 0, 0, 0 }, {
    tile(d.totals.acts, "acts", squares(t["tile.acts.alt"], { filled = d.closed.acts, open = d.open.acts })),
    tile(d.repeated.acts, "repeat", squares(heard, { rows = of_one, state = "state", label = "start_e" })),
    tile(d.open.acts, "open", squares(t["tile.open.alt"], { open = d.open.acts })),
  }, { style = "large-tiles" })
  local widths, second = {}, {}
  local values = {
    terms = d.terms.first, day = d.public and d.day.lo or nil, days = d.days.lo,
    relatives = not d.public and d.relatives.people or nil,
  }
  for _, key in ipairs { "terms", "day", "relatives", "days" } do
    if values[key] then
      widths[#widths + 1], second[#second + 1] = 0, tile(values[key], key)
    end
  end
  if #second > 0 then
    doc:columns(widths, second, { style = "large-tiles", rank = 5 })
  end
  doc:disputes()
end

--- wording that joins other wording, or that other wording alone where some of it is away
local function joined(doc, whole, texts, keys, env, style)
  local there = {}
  for _, key in ipairs(keys) do
    there[#there + 1] = texts[key]
  end
  for _, text in ipairs(#there == #keys and { whole } or there) do
    doc:note(text, env, { style = style })
  end
end

-- ---- page 2
local function detentions(doc, d)
  local t, words, alt = d.t, findings.words_during(d.words, d.totals, d.campaign), {}
  alt[1] = t["chart.alt"]
  for _, mark in ipairs(d.marks) do -- who hears the page hears each mark
    alt[#alt + 1] = { t["chart.alt.mark"], env = mark }
  end
  for _, word in ipairs(words) do
    alt[#alt + 1] = { t["chart.alt.word"], env = word }
  end
  alt[#alt + 1] = t["chart.alt.campaign"]
  chart.dots(doc, {
    rows = d.marks, label = "name", key = "victim", from = "start_lo", to = "start_hi", date = "start_e:day",
    head = function(mark) return mark.outcome end,
    state = "state", yes = t["chart.reported"], no = t["chart.unreported"],
    row_total = "of_person", column_total = "of_day", total = d.totals.acts, total_label = t["chart.total"],
    divider = d.open.first,
    eu = {
      rows = words, from = "date_lo", to = "date_hi", date = "date_e:short", text = "short",
      label = t["chart.words"],
    },
    periods = {
      rows = { d.campaign }, from = "start_lo", from_hi = "start_hi", to = "end_lo", to_hi = "end_hi",
      text = t["chart.campaign"],
    },
    alt = alt, table = false, notes = false, env = d,
  })
end

local function second_page(doc, d)
  local t = d.t
  doc:heading(1, t[d.mixed.acts.value == 0 and "chart.heading" or "chart.heading.some"], d, { style = "opening" })
  detentions(doc, d)
  local notes = {
    note = d.held["chart.note"], identity = d.held["identity"], june = d.held["chart.june"],
    rally = d.held["chart.rally"], repeated = d.repeated,
  }
  joined(doc, t["chart.notes"], notes, { "note", "identity", "june", "rally" }, notes, "note")
  doc:heading(1, t["chron.heading"], nil, { style = "small-opening" })
  doc:table {
    style = "small-ledger", rows = d.chronology, shorten = { rank = 10, least = 3 },
    columns = {
      { head = t["chron.col.date"], field = "start_e:short", width = "0.9col" },
      { head = t["chron.col.event"], field = "title", share = 10, header = true },
      { head = t["chron.col.outcome"], field = "outcome", share = 7 },
      { head = t["chron.col.sources"], marks = true, width = "0.5col" },
    },
    empty = t["chron.empty"], env = d,
  }
  doc:disputes() -- nothing, as long as the notes above are whole
  doc:heading(1, t["words.heading"], d, { style = "small-opening" })
  doc:area(2, function()
    if #d.words > 0 then
      doc:grid {
        rows = d.words, columns = 1, shorten = { rank = 5, least = 3 }, style = "word",
        fill = function(word)
          local beside = word.earlier.value == 0 and "words.before" or word.later.value == 0 and "words.after"
            or "words.between"
          doc:paragraph(t["words.item"], { w = word, beside = t[beside] }, { style = "word" })
        end,
      }
    end
  end)
end

-- ---- page 3
local function third_page(doc, d)
  local t = d.t
  local told = {}
  local keys = d.public and { "first", "second", "third", "fourth" } or { "first", "second", "fifth", "sixth" }
  for _, key in ipairs(keys) do
    if d.held["case." .. key .. ".title"] and d.held["case." .. key .. ".body"] then
      told[#told + 1] = key
    end
  end
  doc:grid {
    rows = told, columns = 2, shorten = { rank = 10, least = 2 }, style = "cases",
    fill = function(key)
      parts.case(doc, {
        level = 1, name = t["case." .. key .. ".title"], note = d.held["case." .. key .. ".last"],
        text = t["case." .. key .. ".body"],
        ask = not d.public and d.held["case." .. key .. ".ask"] or nil, env = d, -- what names people is for the meeting
      })
    end,
  }
  doc:heading(1, t["legal.heading"], nil, { style = "small-opening" })
  local items = {}
  for _, key in ipairs { "right", "basis", "standard", "gap" } do
    local text = d.held["legal." .. key]
    items[#items + 1] = text and { term = t["legal." .. key .. ".label"], text = text }
  end
  doc:descriptions(items, d, { width = "1col" })
  doc:heading(1, t["positions.heading"], nil, { style = "small-opening" })
  local positions = {}
  for _, key in ipairs { "mfa", "city", "china" } do
    local text = d.held["positions." .. key]
    positions[#positions + 1] = text and { term = t["positions." .. key .. ".who"], text = text }
  end
  doc:descriptions(positions, d, { width = "2col" })
end

-- ---- page 4
local function differ(doc, d)
  doc:heading(1, d.t["differ.heading"], nil, { style = "small-opening" })
  doc:grid {
    rows = { "november", "june", "site" }, columns = 1, shorten = { rank = 20, least = 1 }, style = "method",
    fill = function(key)
      if d.held["differ." .. key] then
        doc:paragraph(d.t["differ." .. key], d, { style = "method" })
      end
    end,
  }
end

local function fourth_page(doc, d)
  local t = d.t
  local recommendations = {}
  for i, ask in ipairs(d.recommendations) do
    recommendations[i] = {
      ask = ask, missing = d.missing, verb = d.verbs[ask.verb.value],
      to = t[ask.deadline_e and "rec.to.date" or "rec.to"],
    }
  end
  doc:heading(1, t["rec.heading"], nil, { style = "opening" })
  doc:table {
    style = "ledger", rows = recommendations, shorten = { rank = 10, least = 3 },
    columns = {
      { head = t["rec.col.to"], field = "to", width = "1.9col", header = true, style = "ledger-note" },
      { head = t["rec.col.what"], cell = t["rec.what"], share = 1 },
      { head = t["rec.col.rests"], marks = true, width = "0.7col" },
    },
    empty = t["rec.empty"], env = d,
  }
  doc:heading(1, t["method.heading"], nil, { style = "small-opening" })
  d.method = {
    read = t["method"], interest = d.held["method.interest"],
    independent = t[d.independent.acts.value == 0 and "method.independent.none" or "method.independent.some"],
    relatives = not d.public and d.unattributed.people and d.held["method.relatives"] or nil,
  }
  local whole = d.method.interest and (d.public or d.method.relatives)
  local method = not whole and "method.some" or d.public and "method.all" or "method.all.meeting"
  doc:paragraph(t[method], d, { style = "method" })
  if not whole and (d.method.interest or d.method.relatives) then
    doc:paragraph(d.method.interest or d.method.relatives, d, { style = "method" })
  end
  differ(doc, d)
  doc:heading(1, t["sources.heading"], nil, { style = "small-opening" })
  doc:sources { short = true }
end

function report.render(doc, d, _)
  for _, page in ipairs { first_page, second_page, third_page, fourth_page } do
    doc:budget({ pages = 1 }, function()
      page(doc, d)
    end)
  end
end

return report
