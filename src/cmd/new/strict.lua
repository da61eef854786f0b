-- A report to begin with, on an evidence dataset: each fact carries its sources.
--
--   @RUN@
--                                makes @ID@.pdf; an error names the line in here
--   @RUN@ -p rows=3 --level @HIGHEST@
--   attest help                  the topics; attest help doc:table tells of one function
--   attest query "select ..."    tries SQL out; tables and columns stand at the end of this file

local report = {
  id = "@ID@",
  title = "@TITLE@", -- for attest list
  help = "what attest new wrote",
  api = 1,
  levels = { @LEVELS@ }, -- who may see it; the first is the usual one
  evidence = "strict", -- a literal string, or a fact without a source, is refused: attest help evidence
  params = {
    rows = { type = "integer", default = 12, help = "events in the table, at most" },
  },
  -- the only place with SQL; :rows comes from data.rows below. Compute and order here, never in Lua
  queries = {
    about = [[ select id, value from meta where id = 'title' ]],
    -- id beside the columns: it names the row that a cell is from, and so its sources
    events = [[
      select id, start_e, title, outcome from event
       where timeline = 1 order by start_lo, start_hi, id limit :rows ]],
    -- A count has no row of its own: cites(...) beside it names the rows that it rests on.
    -- Single people in Kazakhstan, as in report brief: a group is one row however many it holds, and events in China
    -- are another matter. Two papers with two numbers for one thing help nobody
    total = [[
      select count(a.id) as acts, cites(a.id) as acts_cites,
             min(a.start_e) as first, cites(a.id, 'min', 'start_e') as first_cites
        from act a join event e on e.id = a.event join person p on p.id = a.victim
       where a.kind = 'detention' and e.scope = 'core' and p.kind = 'individual' ]],
  },
}

-- Runs the queries. What it returns is d below. Wording is data too: table text, by key (attest help wording)
function report.load(data, p)
  return {
    t = data.texts("brief."),
    about = data.row("about"),
    events = data.rows("events", { rows = p.rows }),
    total = data.row("total"),
  }
end

-- Describes the document in reading order. Looks have names: attest help theme
function report.render(doc, d, _)
  doc:title(d.about.value)
  if d.total.acts.value > 0 then
    doc:section(function()
      doc:tile { value = d.total.acts, label = d.t["tile.acts.label"] }
      doc:disputes() -- a count that rests on a ruling about identities needs its sentence here
    end)
  end
  doc:section(function()
    doc:heading(1, d.t["timeline.heading"])
    doc:table {
      rows = d.events,
      columns = {
        { head = d.t["timeline.col.date"], field = "start_e:short", width = "20mm" }, -- :short is a short date
        { head = d.t["timeline.col.event"], field = "title", share = 4, header = true },
        { head = d.t["timeline.col.outcome"], field = "outcome", share = 3 },
        { head = d.t["timeline.col.sources"], marks = true, width = "15mm" },
      },
      empty = d.t["timeline.empty"],
    }
    doc:disputes() -- what reports disagree on has to be said beside it: attest help rulings
  end)
  doc:sources { heading = d.t["sources.heading"] } -- the last block: numbered as the marks are
end

return report

@TABLES@
