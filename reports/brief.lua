--- One-page meeting brief.
--
-- Question   What happened to the people who protest, and what is the reader asked to do?
-- Reads      ask, act, detention, event, person, name, instrument, statement, tally, source, text
-- Parameters none; the team's own requests and the meeting come from --meeting, its name and contact from --org
-- Page       A4, exactly one side. What does not fit is left out, and the run says so: rows of the chronology first, then
--            the second line of cases, then requests behind the first; situation, numbers and sources stay
-- As of      every status carries the date of its own source; "facts until" stands at the foot

local parts = require("parts")
local findings = require("findings").queries

local report = {
  id = "brief",
  title = "One-page meeting brief",
  help = "requests, situation, key numbers, chronology, two cases, sources",
  api = 1,
  levels = { "meeting", "public" },
  evidence = "claims",
  pages = 1,
  queries = {
    totals = findings.totals, open = findings.open, mixed = findings.mixed, repeated = findings.repeated,
    missing = findings.missing, day = findings.day,
    asks = [[
      select a.id, a.verb, a.addressee, a.unit, a.occasion, a.gist,
             count(distinct s.ref) as support, cites(s.ref) as support_cites, i.id as instrument, i.title as instrument_title
        from ask a join ask_support s on s.ask = a.id left join instrument i on i.id = a.instrument
       group by a.id order by a.prio limit 3]],
    timeline = [[
      select id, start_e, title, outcome from event where timeline = 1 order by start_lo, start_hi, id]],
  },
}

function report.load(data, _)
  local public = data.meta("level") == "public"
  local d = {
    t = data.texts("brief."), eu = data.texts("eu."), fixed = data.texts("page."), verbs = data.texts("code.verb."),
    public = public, org = data.org(), team = data.meeting(),
    asks = data.rows("asks"), timeline = data.rows("timeline"),
    totals = data.row("totals"), open = data.row("open"), mixed = data.row("mixed"), day = data.row("day"),
    ["repeat"] = data.row("repeated"),
    missing = not public and data.row("missing") or nil,
  }
  return d
end

local function asks(doc, d)
  for i, ask in ipairs(d.asks) do
    parts.ask(doc, {
      verb = d.verbs[ask.verb.value], text = d.eu["ask.item"], to = d.eu["ask.to"],
      env = { ask = ask, missing = d.missing }, rank = i > 1 and 10 + i or nil,
    })
  end
end

local function numbers(doc, d)
  local function tile(value, key)
    return function()
      doc:tile { value = value, label = d.t["tile." .. key .. ".label"], note = d.t["tile." .. key .. ".note"], env = d }
    end
  end
  doc:columns({ 0, 0, 0, 0 }, {
    tile(d.totals.acts, "acts"), tile(d["repeat"].acts, "repeat"), tile(d.open.acts, "no-outcome"),
    d.public and tile(d.day.lo, "day") or tile(d.missing.people, "missing"),
  }, { style = "tiles" })
end

local function cases(doc, d)
  local function case(key)
    return function()
      parts.case(doc, {
        level = 1, small = true, name = d.eu["case." .. key .. ".title"], note = d.eu["case." .. key .. ".last"],
        text = d.eu["case." .. key .. ".body"], env = d,
      })
    end
  end
  doc:columns({ 0, 0 }, { case("kunbolat"), case(d.public and "qazybek" or "akytkhan") }, { style = "cases", rank = 20 })
end

local function timeline(doc, d)
  doc:table {
    style = "small-ledger", rows = d.timeline, shorten = { rank = 30, least = 4 },
    columns = {
      { head = d.t["timeline.col.date"], field = "start_e:short", width = 67.1 },
      { head = d.t["timeline.col.event"], field = "title", share = 6, header = true },
      { head = d.t["timeline.col.outcome"], field = "outcome", share = 5 },
      { head = d.t["timeline.col.sources"], marks = true, width = 40 },
    },
    empty = d.t["timeline.empty"], env = d,
  }
end

function report.render(doc, d, _)
  parts.strip(doc, {
    kind = d.t["kind"],
    copy = d.fixed[d.public and "copy.public" or "copy.meeting"],
    label = d.fixed[d.public and "tlp.public" or "tlp.meeting"],
    env = d,
  })
  doc:section(function()
    parts.title(doc, { title = d.eu[d.mixed.acts.value == 0 and "headline" or "headline.some"], side = d.t["masthead"], env = d })
    asks(doc, d)
    numbers(doc, d)
    parts.side(doc, d.t["situation.heading"], function()
      doc:paragraph(d.t["situation"], d)
    end)
    timeline(doc, d)
    cases(doc, d)
  end)
  doc:heading(1, d.t["sources.heading"], nil, { style = "small-opening" })
  doc:area(2, function()
    doc:sources { short = true }
  end)
end

return report
