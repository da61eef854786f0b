--- One-page meeting brief.
--
-- Question   What happened to the people who protest, and what is the reader asked to do?
-- Reads      ask, act, detention, event, person, name, instrument, statement, tally, source, text
-- Parameters none; the team's own requests and the meeting come from --meeting, its name and contact from --org
-- Page       A4, exactly one side. What does not fit is left out, and the run says so: requests behind the first, from
--            the last on, then the cases; situation, numbers, chronology and sources stay
-- As of      every status carries the date of its own source; "facts until" stands at the foot

local chart = require("chart")
local parts = require("parts")
local findings = require("findings")

local shared = findings.queries

local report = {
  id = "brief",
  title = "One-page meeting brief",
  help = "requests, situation, key numbers, chronology, two cases, sources",
  api = 1,
  levels = { "meeting", "public" },
  evidence = "strict",
  pages = 1,
  queries = {
    totals = shared.totals, open = shared.open, mixed = shared.mixed, repeated = shared.repeated,
    missing = shared.missing, day = shared.day, acts = shared.acts, by_day = shared.by_day,
    campaign = shared.campaign, words = shared.words, latest = shared.latest,
    fines = shared.fines,
    asks = [[
      select a.id, a.verb, a.addressee, a.unit, a.occasion, a.gist,
             count(distinct s.ref) as support, cites(s.ref) as support_cites,
             i.id as instrument, i.title as instrument_title
        from ask a join ask_support s on s.ask = a.id left join instrument i on i.id = a.instrument
       group by a.id order by a.prio, a.id limit 3]],
  },
}

--- a row for each day with detentions: how many, of whom where it is one person, and what came of them where it is the
--- same for all
local function days(data)
  local acts, how, out = {}, {}, {}
  for _, act in ipairs(data.rows("acts")) do
    local day, outcome = act.start_lo.value, findings.outcome(act)
    how[day] = (how[day] == nil or how[day] == outcome) and outcome or "mixed"
    acts[day] = act
  end
  for i, day in ipairs(data.rows("by_day")) do
    local act = acts[day.start_lo.value]
    out[i] = {
      n = day.acts, o = act, name = act.name, start_e = act.start_e, start_lo = act.start_lo, start_hi = act.start_hi,
      state = act.outcome_reported, how = how[day.start_lo.value],
    }
  end
  return out
end

function report.load(data, _)
  local public = data.meta("level") == "public"
  local d = {
    t = data.texts("brief."), eu = data.texts("eu."), verbs = data.texts("code.verb."),
    public = public, org = data.org(), team = data.meeting(),
    asks = data.rows("asks"), days = days(data), campaign = data.row("campaign"), words = data.rows("words"),
    totals = data.row("totals"), open = data.row("open"), mixed = data.row("mixed"), day = data.row("day"),
    repeated = data.row("repeated"), latest = data.row("latest"), fines = data.row("fines"),
    missing = not public and data.row("missing") or nil,
  }
  d.held = parts.held(d.t)
  d.no_fines = d.fines.sources.value == 0
  return d
end

local function numbers(doc, d)
  local function tile(value, key)
    return function()
      local name = "tile." .. key
      local note = d.no_fines and d.held[name .. ".note.none"] or d.held[name .. ".note"]
      doc:tile { value = value, label = d.t[name .. ".label"], note = note, env = d }
    end
  end
  doc:columns({ 0, 0, 0, 0 }, {
    tile(d.open.acts, "no-outcome"), tile(d.totals.acts, "acts"), tile(d.repeated.acts, "repeat"),
    d.public and tile(d.day.lo, "day") or tile(d.missing.people, "missing"),
  }, { style = "tiles" })
end

local function cases(doc, d)
  local widths, told = {}, {}
  for _, key in ipairs { "first", d.public and "fourth" or "second" } do
    local name = parts.held(d.eu)["case." .. key .. ".title"]
    local text = d.held["case." .. key .. (d.public and ".body.public" or ".body")]
    if name and text then
      widths[#widths + 1], told[#told + 1] = 0, function()
        parts.case(doc, { level = 1, small = true, name = name, text = text, env = d })
      end
    end
  end
  if #told > 0 then
    doc:columns(widths, told, { style = "cases", rank = 10 })
  end
end

--- what is heard: each line of the timeline, in the order of its dates
local function heard(d, words)
  local lines, out = {}, { d.t["line.alt"] }
  for i, day in ipairs(d.days) do
    lines[i] = { at = day.start_lo.value, { d.t["line.alt.day"], env = day } }
  end
  for _, word in ipairs(words) do
    lines[#lines + 1] = { at = word.date_lo.value, { d.t["line.alt.word"], env = word } }
  end
  table.sort(lines, function(a, b) return a.at < b.at end)
  for i, line in ipairs(lines) do
    out[i + 1] = line[1]
  end
  return out
end

local function timeline(doc, d)
  local words = findings.words_during(d.words, d.totals, d.campaign)
  for _, day in ipairs(d.days) do
    day.outcome = day.how == "none" and d.t["line.none"]
      or day.how ~= "mixed" and d.eu["chart.outcome." .. day.how] or nil
    day.line = d.t[(day.n.value == 1 and "line.one" or "line.many") .. (day.outcome and "" or ".mixed")]
  end
  chart.timeline(doc, {
    rows = d.days, from = "start_lo", to = "start_hi", date = "start_e:short", count = "n", state = "state",
    text = function(day) return day.line end,
    yes = d.eu["chart.reported"], no = d.eu["chart.unreported"],
    eu = { rows = words, from = "date_lo", to = "date_hi", date = "date_e:short", text = d.t["line.word"] },
    periods = {
      rows = { d.campaign }, from = "start_lo", from_hi = "start_hi", to = "end_lo", to_hi = "end_hi",
      text = d.eu["chart.campaign"],
    },
    alt = heard(d, words), caption = d.held["line.caption"], table = false, notes = false, env = d,
  })
end

function report.render(doc, d, _)
  local own = parts.team(d.team, d.org)
  parts.strip(doc, {
    meeting = own.meeting, contact = own.contact, register = own.register,
    note = not (d.team and d.team.asks) and d.eu["ask.note"] or nil,
    kind = d.t["kind"],
    env = d,
  })
  doc:section(function()
    local title = d.eu[d.mixed.acts.value == 0 and "headline.two" or "headline.some"]
    parts.title(doc, { title = title, side = d.t["masthead"], env = d })
    -- no room for the instrument of the occasion
    local texts = { ["ask.to"] = d.t["ask.to"], ["ask.to.unit"] = d.t["ask.to"] }
    for _, key in ipairs { "ask.item", "ask.own", "ask.own.to", "ask.own.on", "ask.own.by", "ask.own.on.by" } do
      texts[key] = d.eu[key]
    end
    parts.requests(doc, {
      own = d.team and d.team.asks, rows = d.asks, verbs = d.verbs, texts = texts, below = true,
      env = { missing = d.missing },
    })
    numbers(doc, d)
    parts.side(doc, d.t["situation.heading"], function()
      doc:paragraph(d.t["situation"], d)
    end)
    timeline(doc, d)
    doc:disputes() -- where the caption's wording is not there
    cases(doc, d)
  end)
  doc:heading(1, d.t["sources.heading"], nil, { style = "small-heading" })
  doc:sources { short = true }
end

return report
