--- One-page meeting brief.
--
-- Question   What happened to the people who protest, and what is the reader asked to do?
-- Reads      ask, act, detention, event, person, instrument, text; all printed facts with their claims
-- Parameters none
-- Page       A4, exactly one side. What does not fit drops out, and the run says so: the method first, then the
--            chronology, then the cases; requests, situation, numbers and sources stay
-- As of      every status carries the date of its own source; "facts until" stands at the foot

local report = {
  id = "brief",
  title = "One-page meeting brief",
  help = "requests, situation, key numbers, two cases, a short chronology, sources",
  api = 1,
  levels = { "meeting" },
  evidence = "claims",
  pages = 1,
  queries = {
    asks = [[
      select a.id, a.verb, a.addressee, a.occasion, a.gist,
             count(distinct s.ref) as support, cites(s.ref) as support_cites
        from ask a join ask_support s on s.ask = a.id
       group by a.id order by a.prio limit 3]],
    -- detentions of single people in Kazakhstan; groups without a number are not counted
    totals = [[
      select count(a.id) as acts, cites(a.id) as acts_cites,
             count(distinct a.victim) as people, cites(a.id, 'count', 'victim') as people_cites,
             min(a.start_e) as first, cites(a.id, 'min', 'start_e') as first_cites,
             max(a.start_e) as last, cites(a.id, 'max', 'start_e') as last_cites
        from act a join event e on e.id = a.event join person p on p.id = a.victim
       where a.kind = 'detention' and e.scope = 'core' and p.kind = 'individual']],
    no_outcome = [[
      select count(a.id) as acts, cites(a.id) as acts_cites
        from act a join detention d on d.act = a.id join event e on e.id = a.event join person p on p.id = a.victim
       where a.kind = 'detention' and e.scope = 'core' and p.kind = 'individual' and d.outcome_reported = 0]],
    repeated = [[
      select count(a.id) as acts, cites(a.id) as acts_cites
        from act a join event e on e.id = a.event
       where a.kind = 'detention' and e.scope = 'core' and a.victim = 'baibolat-kunbolat']],
    missing = [[
      select sum(p.members) as people, cites(p.id, 'sum', 'members') as people_cites
        from act a join person p on p.id = a.victim
       where a.kind = 'no_news']],
    timeline = [[
      select id, start_e, title, outcome from event where timeline = 1 order by start_lo, start_hi, id]],
  },
}

function report.load(data, _)
  local totals = data.row("totals")
  return {
    t = data.texts("brief."),
    verbs = data.texts("code.verb."),
    asks = data.rows("asks"),
    totals = {
      acts = totals.acts, people = totals.people, first = totals.first, last = totals.last,
      no_outcome = data.row("no_outcome").acts,
    },
    ["repeat"] = data.row("repeated"),
    missing = data.row("missing"),
    timeline = data.rows("timeline"),
  }
end

local function masthead(doc, d)
  doc:columns({ 0, 154, 147 }, {
    function() doc:paragraph(d.t["masthead"], nil, { style = "masthead" }) end,
    function() doc:blank(d.t["meeting.blank"]) end,
    function() doc:blank(d.t["contact.blank"]) end,
  }, { style = "blanks" })
end

local function asks(doc, d)
  doc:section(function()
    doc:columns({ 67, 0 }, {
      function() doc:heading(1, d.t["ask.heading"], nil, { style = "side-heading" }) end,
      function() doc:paragraph(d.t["ask.note"], nil, { style = "ask-note" }) end,
    }, { style = "ask-row" })
    for _, ask in ipairs(d.asks) do
      doc:columns({ 67, 0 }, {
        function() doc:paragraph(d.verbs[ask.verb.value], nil, { style = "ask-verb" }) end,
        function() doc:paragraph(d.t["ask.item"], { ask = ask, missing = d.missing }, { style = "ask" }) end,
      }, { style = "ask-row" })
    end
  end)
end

-- one section: the tiles carry the sentence on the identity that the counts of both rest on
local function situation(doc, d)
  local function tile(value, key)
    return function()
      local label, note = d.t["tile." .. key .. ".label"], d.t["tile." .. key .. ".note"]
      doc:tile { value = value, label = label, note = note, env = d }
    end
  end
  doc:section(function()
    doc:heading(1, d.t["situation.heading"])
    doc:paragraph(d.t["situation"], d)
    doc:columns({ 0, 0, 0, 0 }, {
      tile(d.totals.acts, "acts"),
      tile(d["repeat"].acts, "repeat"),
      tile(d.totals.no_outcome, "no-outcome"),
      tile(d.missing.people, "missing"),
    }, { style = "tiles" })
  end)
end

local function cases(doc, d)
  local function case(key)
    return function()
      doc:heading(1, d.t["case." .. key .. ".title"], nil, { style = "case-heading" })
      doc:paragraph(d.t["case." .. key .. ".body"], d, { style = "case" })
    end
  end
  doc:section(function()
    doc:columns({ 0, 0 }, { case("kunbolat"), case("akytkhan") }, { style = "cases" })
  end, { rank = 1 })
end

local function timeline(doc, d)
  doc:section(function()
    doc:heading(1, d.t["timeline.heading"])
    doc:table {
      rows = d.timeline,
      columns = {
        { head = d.t["timeline.col.date"], field = "start_e:short", width = 54 },
        { head = d.t["timeline.col.event"], field = "title", share = 13, header = true },
        { head = d.t["timeline.col.outcome"], field = "outcome", share = 10 },
        { head = d.t["timeline.col.sources"], marks = true, width = 34 },
      },
      empty = d.t["timeline.empty"],
      env = d,
    }
  end, { rank = 2 })
end

function report.render(doc, d, _)
  masthead(doc, d)
  doc:title(d.t["headline"], d)
  asks(doc, d)
  situation(doc, d)
  cases(doc, d)
  timeline(doc, d)
  doc:section(function()
    doc:columns({ 67, 0 }, {
      function() doc:heading(1, d.t["sources.heading"], nil, { style = "side-heading" }) end,
      function() doc:paragraph(d.t["method"], d, { style = "method", rank = 3 }) end,
    }, { style = "sources-row" })
    doc:sources { short = true }
  end)
end

return report
