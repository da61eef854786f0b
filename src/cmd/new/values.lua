-- A report to begin with, on an evidence dataset without the wording of our first one.
--
--   @RUN@
--                                makes @ID@.pdf; an error names the line in here
--   attest help                  the topics; attest help doc:table tells of one function
--   attest query "select ..."    tries SQL out; tables and columns stand at the end of this file

local report = {
  id = "@ID@",
  title = "@TITLE@", -- for attest list
  api = 1,
  levels = { @LEVELS@ }, -- who may see it; the first is the usual one
  evidence = "strict", -- a literal string, or a fact without a source, is refused: attest help evidence
  params = {
    rows = { type = "integer", default = 12, help = "events, at most" },
  },
  -- the only place with SQL; :rows comes from data.rows below. Compute and order here, never in Lua
  queries = {
    about = [[ select id, value from meta where id in ('title', 'dataset') order by id desc limit 1 ]],
    -- id beside the columns: it names the row that a cell is from, and so its sources
    events = [[ select id, title, outcome from event order by start_lo, start_hi, id limit :rows ]],
  },
}

-- Runs the queries. What it returns is d below
function report.load(data, p)
  return { about = data.row("about"), events = data.rows("events", { rows = p.rows }) }
end

-- Describes the document in reading order. Headings, heads of tables and sentences are rows of table text, printed by
-- key: data.texts in load, then doc:heading(1, d.t["heading"]); attest help wording tells how to add them
function report.render(doc, d, _)
  doc:title(d.about.value)
  for _, event in ipairs(d.events) do
    doc:paragraph(event.title)
    if event.outcome ~= nil then -- a NULL of the database is nil
      doc:paragraph(event.outcome, nil, { style = "note" }) -- nil: options come fourth, after the placeholders' table
    end
  end
  doc:disputes() -- what reports disagree on has to be said: attest help rulings
  doc:sources {} -- the last block: numbered as the marks are
end

return report

@TABLES@
