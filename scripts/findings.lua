--- Queries of findings that several reports print: report.queries takes the ones that it needs.
--
-- Detentions are those of single people in Kazakhstan (scope core), wherever they took place; groups without a number
-- are not counted, and each report says so. Relatives are people known through somebody who protests (person.known_by).

local findings = {}

--- findings.queries
-- SQL by name, for report.queries, each with its columns: one row is for data.row, many rows are for data.rows. Texts
-- of the dataset look for rows by these names ({totals.acts}, {repeated.acts}), so let d have them: d.repeated =
-- data.row("repeated").
-- @type table<string, string>: of these keys; read-only
-- @param queries.totals string: one row, all detentions that count: acts, people, first, last
-- @param queries.open string: one row, those without a reported outcome: acts, people, first
-- @param queries.closed string: one row, those with one: acts
-- @param queries.mixed string: one row, those with one that are not certainly earlier than all without; for
--   conditions: acts
-- @param queries.repeated string: one row, of the person with the most: victim, acts
-- @param queries.terms string: one row, terms in days, as first set and as finally fixed: acts, first, final, from,
--   to
-- @param queries.day string: one row, the day with the most people detained, as a report counts them: id, lo, at_e
-- @param queries.days string: one row, the highest count of days of protest: id, lo, at_e
-- @param queries.missing string: one row, relatives without news: people
-- @param queries.relatives string: one row, relatives who are held, dead or without news: people, from, to
-- @param queries.sentenced string: one row, relatives sentenced to years: people
-- @param queries.dead string: one row, relatives who died in custody: people
-- @param queries.unattributed string: one row, relatives who rest on one passage that names no source: people
-- @param queries.reports string: one row, sources of the detentions: sources
-- @param queries.fines string: one row, reports that tell of fines and name nobody: sources
-- @param queries.independent string: one row, detentions with two reports of no common lineage; for conditions: acts
-- @param queries.interest string: one row, detentions that rest only on reports with an interest: acts
-- @param queries.reasons string: one row, detentions with a stated reason: acts
-- @param queries.graded string: one row, sources by grade: A to C, D to F: better, weaker
-- @param queries.earliest string: one row, the first source: id, pub_e
-- @param queries.latest string: one row, the last source: id, pub_e
-- @param queries.by_person string: many rows, detentions of each person: victim, acts
-- @param queries.by_day string: many rows, detentions of each day: start_lo, acts
-- @param queries.campaign string: one row, the daily protest, and its last reported day: id, start_e, start_lo,
--   start_hi, last_id, end_e, end_lo, end_hi
-- @param queries.words string: many rows, what the EU said, and the detentions certainly before and after: id,
--   date_e, date_lo, date_hi, short, gist, earlier, last, later, next
-- @param queries.acts string: many rows, each detention, by person: id, victim, name_id, name, start_e, start_lo,
--   start_hi, detention_id, outcome_reported, release_kind, ordered_first, ordered_final, held_reported
-- @raise nothing
-- @usage [claims]
--   local findings = require("findings")
--   local queries = { totals = findings.queries.totals, repeated = findings.queries.repeated }
findings.queries = {
  totals = [[
    select count(a.id) as acts, cites(a.id) as acts_cites,
           headcount_lo(a.victim) as people, cites(a.id, 'headcount_lo', 'victim') as people_cites,
           min(a.start_e) as first, cites(a.id, 'min', 'start_e') as first_cites,
           max(a.start_e) as last, cites(a.id, 'max', 'start_e') as last_cites
      from act a join event e on e.id = a.event join person p on p.id = a.victim
     where a.kind = 'detention' and e.scope = 'core' and p.kind = 'individual']],
  open = [[
    select count(a.id) as acts, cites(a.id) as acts_cites,
           headcount_lo(a.victim) as people, cites(a.id, 'headcount_lo', 'victim') as people_cites,
           min(a.start_e) as first, cites(a.id, 'min', 'start_e') as first_cites
      from act a join detention d on d.act = a.id join event e on e.id = a.event join person p on p.id = a.victim
     where a.kind = 'detention' and e.scope = 'core' and p.kind = 'individual' and d.outcome_reported = 0]],
  closed = [[
    select count(a.id) as acts, cites(a.id) as acts_cites
      from act a join detention d on d.act = a.id join event e on e.id = a.event join person p on p.id = a.victim
     where a.kind = 'detention' and e.scope = 'core' and p.kind = 'individual' and d.outcome_reported = 1]],
  mixed = [[
    select count(*) as acts
      from act a join detention d on d.act = a.id join event e on e.id = a.event join person p on p.id = a.victim
     where a.kind = 'detention' and e.scope = 'core' and p.kind = 'individual' and d.outcome_reported = 1
       and a.start_hi >= (select min(b.start_lo)
             from act b join detention c on c.act = b.id join event f on f.id = b.event join person q on q.id = b.victim
            where b.kind = 'detention' and f.scope = 'core' and q.kind = 'individual' and c.outcome_reported = 0)]],
  -- of the person with the most
  repeated = [[
    select a.victim, count(a.id) as acts, cites(a.id) as acts_cites
      from act a join event e on e.id = a.event join person p on p.id = a.victim
     where a.kind = 'detention' and e.scope = 'core' and p.kind = 'individual'
     group by a.victim order by count(a.id) desc, a.victim limit 1]],
  -- days as first set and as finally fixed, of detentions whose term is reported in days
  terms = [[
    select count(d.id) as acts, cites(d.id) as acts_cites,
           sum(d.ordered_first) as first, cites(d.id, 'sum', 'ordered_first') as first_cites,
           sum(d.ordered_final) as final, cites(d.id, 'sum', 'ordered_final') as final_cites,
           min(a.start_e) as 'from', cites(a.id, 'min', 'start_e') as from_cites,
           max(a.start_e) as 'to', cites(a.id, 'max', 'start_e') as to_cites
      from act a join detention d on d.act = a.id join event e on e.id = a.event join person p on p.id = a.victim
     where a.kind = 'detention' and e.scope = 'core' and p.kind = 'individual'
       and d.ordered_first is not null and d.unit = 'day']],
  -- the day with the most people detained, as a report counts them
  day = [[
    select t.id, t.lo, t.at_e from tally t join event e on e.id = t.about
     where t.what = 'detained' and e.scope = 'core' and t.lo is not null
     order by t.lo desc, t.id limit 1]],
  -- the highest count of days of protest
  days = [[
    select id, lo, at_e from tally where what = 'days_protest' and lo is not null order by lo desc, id limit 1]],
  missing = [[
    select sum(p.members) as people, cites(p.id, 'sum', 'members') as people_cites
      from act a join person p on p.id = a.victim
     where a.kind = 'no_news']],
  relatives = [[
    select sum(p.members) as people, cites(p.id, 'sum', 'members') as people_cites,
           min(a.asof_e) as 'from', cites(a.id, 'min', 'asof_e') as from_cites,
           max(a.asof_e) as 'to', cites(a.id, 'max', 'asof_e') as to_cites
      from act a join event e on e.id = a.event join person p on p.id = a.victim
     where e.scope = 'relatives' and p.known_by is not null]],
  sentenced = [[
    select sum(p.members) as people, cites(p.id, 'sum', 'members') as people_cites
      from act a join detention d on d.act = a.id join event e on e.id = a.event join person p on p.id = a.victim
     where e.scope = 'relatives' and p.known_by is not null and d.ordered_first is not null and d.unit = 'year']],
  dead = [[
    select sum(p.members) as people, cites(p.id, 'sum', 'members') as people_cites
      from act a join event e on e.id = a.event join person p on p.id = a.victim
     where e.scope = 'relatives' and p.known_by is not null and a.kind = 'death_in_custody']],
  -- relatives who rest on the one passage that names no source
  unattributed = [[
    select sum(p.members) as people, cites(p.id, 'sum', 'members') as people_cites
      from act a join person p on p.id = a.victim join claim c on c.ref = a.id and c.field = 'kind'
           join claim_source s on s.claim = c.id
     where a.kind = 'no_news' and s.passage = 'p-a4-relatives']],
  reports = [[
    select count(distinct g.source) as sources, cites(g.id, 'count', 'source') as sources_cites
      from act a join event e on e.id = a.event join person p on p.id = a.victim
           join claim c on c.ref = a.id and c.field = 'kind' and c.rank <> 'deprecated'
           join claim_source s on s.claim = c.id and s.stance <> 'contradicts' join passage g on g.id = s.passage
     where a.kind = 'detention' and e.scope = 'core' and p.kind = 'individual']],
  -- reports that tell of fines and name nobody
  fines = [[
    select count(distinct g.source) as sources, cites(g.id, 'count', 'source') as sources_cites
      from act a join person p on p.id = a.victim
           join claim c on c.ref = a.id and c.field = 'kind' and c.rank <> 'deprecated'
           join claim_source s on s.claim = c.id and s.stance <> 'contradicts' join passage g on g.id = s.passage
     where a.kind = 'fine' and p.kind <> 'individual']],
  -- detentions that rest on reports of more than one lineage
  independent = [[
    select count(distinct a.id) as acts
      from act a join event e on e.id = a.event join person p on p.id = a.victim
           join claim c on c.ref = a.id and c.field = 'kind' and c.rank <> 'deprecated'
     where a.kind = 'detention' and e.scope = 'core' and p.kind = 'individual' and lineages(c.id) > 1]],
  -- detentions that rest on nothing but reports whose author or publisher has an interest
  interest = [[
    select count(a.id) as acts, cites(a.id) as acts_cites
      from act a join event e on e.id = a.event join person p on p.id = a.victim
     where a.kind = 'detention' and e.scope = 'core' and p.kind = 'individual' and not exists (
           select 1 from claim c join claim_source s on s.claim = c.id join passage g on g.id = s.passage
                  join source o on o.id = g.source
            where c.ref = a.id and c.field = 'kind' and c.rank <> 'deprecated' and o.interest is null)]],
  reasons = [[
    select count(a.id) as acts, cites(a.id) as acts_cites
      from act a join event e on e.id = a.event join person p on p.id = a.victim
     where a.kind = 'detention' and e.scope = 'core' and p.kind = 'individual' and a.stated_reason is not null]],
  graded = [[
    select count(case when rel in ('A', 'B', 'C') then id end) as better,
           cites(case when rel in ('A', 'B', 'C') then id end) as better_cites,
           count(case when rel in ('D', 'E', 'F') then id end) as weaker,
           cites(case when rel in ('D', 'E', 'F') then id end) as weaker_cites
      from source where kind <> 'stub']],
  earliest = [[ select id, pub_e from source where kind <> 'stub' order by pub_lo, id limit 1 ]],
  latest = [[ select id, pub_e from source where kind <> 'stub' order by pub_lo desc, id limit 1 ]],
  by_person = [[
    select a.victim, count(a.id) as acts, cites(a.id) as acts_cites
      from act a join event e on e.id = a.event join person p on p.id = a.victim
     where a.kind = 'detention' and e.scope = 'core' and p.kind = 'individual'
     group by a.victim order by a.victim]],
  by_day = [[
    select a.start_lo, count(a.id) as acts, cites(a.id) as acts_cites
      from act a join event e on e.id = a.event join person p on p.id = a.victim
     where a.kind = 'detention' and e.scope = 'core' and p.kind = 'individual'
     group by a.start_lo order by a.start_lo]],
  -- the daily protest, until the last reported day that is part of it
  campaign = [[
    select c.id, c.start_e, c.start_lo, c.start_hi,
           l.id as last_id, l.start_e as end_e, l.start_lo as end_lo, l.start_hi as end_hi
      from event c join event l on l.part_of = c.id
     where c.kind = 'campaign'
     order by l.start_hi desc, l.id limit 1]],
  -- what the EU said to or of Kazakhstan on protest, detention or trials, and the detentions certainly before and after
  words = [[
    select i.id, i.date_e, i.date_lo, i.date_hi, i.short, i.gist,
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
       and i.bearing = 'direct' and i.kind in ('dialogue', 'ep_resolution') and i.verified = 'yes'
       and i.date_e is not null
     group by i.id order by i.date_lo, i.date_hi, i.id]],
  -- by person, in the order of first detentions; who is known only through somebody stands below that person, so named
  acts = [[
    select a.id, a.victim, n.id as name_id, n.name, a.start_e, a.start_lo, a.start_hi,
           d.id as detention_id, d.outcome_reported, d.release_kind,
           d.ordered_first, d.ordered_final, d.held_reported
      from act a join detention d on d.act = a.id join event e on e.id = a.event join person p on p.id = a.victim
           join name n on n.id = coalesce(
             (select m.id from name m
               where m.owner = p.id and p.known_by is not null and m.kind = 'descriptive' and m.display = 0
               order by m.id limit 1),
             (select m.id from name m where m.owner = p.id and m.display = 1))
     where a.kind = 'detention' and e.scope = 'core' and p.kind = 'individual'
     order by (select min(b.start_lo) from act b where b.kind = 'detention' and b.victim = coalesce(p.known_by, p.id)),
              coalesce(p.known_by, p.id), p.known_by is not null, a.start_lo, a.start_hi, a.id]],
}

--- findings.outcome(act)
-- What came of a detention, as a word that wording goes by (chart.outcome.held and others).
-- @param act row: of the query acts
-- @return "held"|"ordered"|"cut"|"warning"|"none": a string of the script's own; a term that a court cut is "cut"
-- @raise a row without these columns
-- @usage [claims] local how = require("findings").outcome
function findings.outcome(act)
  if act.held_reported then
    return "held"
  elseif act.ordered_first then
    return act.ordered_final.value == act.ordered_first.value and "ordered" or "cut"
  end
  return act.release_kind and "warning" or "none"
end

--- findings.words_during(words, totals, campaign)
-- What the EU said between the first detention and the last reported day of the protest.
-- @param words row[]: of the query words
-- @param totals row: of the query totals
-- @param campaign row: of the query campaign
-- @return row[]: those of words, in their order
-- @raise rows without these columns
-- @usage [claims] local during = require("findings").words_during
function findings.words_during(words, totals, campaign)
  local during = {}
  for _, word in ipairs(words) do
    if word.date_lo.value >= totals.first.value and word.date_hi.value <= campaign.end_hi.value then
      during[#during + 1] = word
    end
  end
  return during
end

return findings
