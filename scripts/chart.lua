--- Charts on top of doc:figure: squares, marks by date, periods, a timeline, bars.
--
-- All say the same in black and white: solid is yes, open is no, hatched is uncertain; red is the European Union's
-- part, always as a triangle or in bold. Labels stand beside what they name. Each has alternative text and a table
-- from its rows.

local rows = require("chart.rows")
local draw = require("chart.draw")
local units = require("chart.units")
local dots = require("chart.dots")
local bars = require("chart.bars")
local time = require("chart.time")

local chart = {}

--- topic charts: what all charts share
-- local chart = require("chart") gives chart.units, chart.dots, chart.intervals, chart.timeline and chart.bars. The
-- first argument is doc, the second a table of options.
-- rows is what data.rows returned. A column is named by a string ("start_lo"). What prints (label, date, text) is the
-- name of a column ("start_e", "start_e:short"), a text of data.texts with placeholders that look in the row, or a
-- function of the row that gives either. A string with a space or brace in it is content, where evidence = "none".
-- Places on an axis come from ISO dates: of our schema take start_lo and start_hi. Where the two differ, the date is
-- drawn as uncertain, hatched.
-- state says what a square looks like: a column or function that gives "yes" or 1 (solid), "no" or 0 (open), "unsure"
-- or NULL (hatched). yes, no and unsure are the caller's words for them; they print beside the squares.
-- Numbers and names that print are values of the rows: a chart counts squares, it prints no sum of its own. Below each
-- chart stand the sources of all its rows, whichever form it takes, and a table of them.
-- Without rows a sentence prints. Where labels have no room the chart changes its form and says so: a timeline goes
-- down the page, then becomes squares in bins of time. No chart is higher than a page.
-- Options of all: caption, alt (content, in place of what is made from the rows), table (false: none), heads (contents
-- in place of the heads of the table's columns, by their names: label, date, text, event, state, value), sources, env,
-- rank, style, empty (content in place of the sentence that there is nothing to show), notes (false: no sentences at
-- the foot on how to read it).
-- @usage
--   local chart = require("chart")
--   local report = { id = "protests", title = "Protests", api = 1, levels = { "public" }, evidence = "none" }
--   report.queries = { protests = [[ select 'march' as name, '2021-02-09' as day, 1 as answered
--     union all select 'vigil', '2021-07-01', 0 order by day ]] }
--   function report.load(data)
--     return { protests = data.rows("protests") }
--   end
--   function report.render(doc, d)
--     doc:title("Protests")
--     chart.timeline(doc, {
--       rows = d.protests, from = "day", date = "{day:long}", text = "name", state = "answered",
--       yes = "answered", no = "not answered",
--     })
--   end
--   return report

local common = {
  rows = "array", alt = "any", caption = "any", table = "flag", heads = "array", sources = "flag", env = "any",
  rank = "any",
  style = "any", empty = "any", notes = "flag",
}

--- what a chart is while it is made; nil when there is nothing to show: then a sentence was printed
local function begin(call, doc, options, known)
  for name, kind in pairs(common) do
    known[name] = kind
  end
  rows.options(call, options, known)
  local c = { call = call, doc = doc, options = options, sourced = doc:sourced(), notes = {}, seen = {}, rests = {} }
  -- a sentence at the foot of the figure, once: how to read it
  c.note = function(key, fields)
    local content = fields and doc:wording(key, fields) or doc:wording(key)
    if options.notes ~= false and not c.notes[key] then
      c.notes[key] = true
      c.notes[#c.notes + 1] = content
    end
  end
  c.no_room = function()
    c.note(options.table == false and "chart.note.no-room" or "chart.note.no-room-table")
  end
  return c
end

local function nothing(c)
  local o = c.options
  c.doc:note(o.empty == nil and c.doc:wording("chart.empty") or o.empty, o.env,
    { rank = o.rank, style = "body" })
end

--- what the figure rests on in whichever form it is drawn: squares for many rows print nothing of them
local function rests(c, entries)
  if not c.sourced then
    return nil
  end
  local all = c.rests
  for _, e in ipairs(entries) do
    for _, key in ipairs({ "label", "date", "text" }) do
      if e[key] ~= nil then
        all[#all + 1] = { e[key], env = e.row or c.options.env }
      end
    end
  end
  return all
end

local narrow = { units = 40, dots = 90, intervals = 90, timeline = 90, bars = 90 } -- [points] least width

--- the figure with notes at its foot, then what goes below it; lay gives height and drawing once the width is known
local function put(c, entries, lay, below)
  local doc, o = c.doc, c.options
  doc:box(o.style or "chart", function()
    c.width = doc:width()
    if c.width < narrow[c.call] then
      rows.fail(c.call, "it needs %d points of width, there are %d here", narrow[c.call], math.floor(c.width))
    end
    local height, show = lay()
    local feet, x, y = {}, 0, height + 3
    for _, note in ipairs(c.notes) do -- one after the other, in lines
      local w, h, up = doc:measure(note, { width = c.width })
      if x > 0 and x + w > c.width then
        x, y = 0, y + draw.line
      end
      feet[#feet + 1] = { note = note, x = x, y = y + up }
      x, y = h > draw.line and c.width or x + w + 6, y + h - draw.line
    end
    y = y + draw.line
    doc:figure({
      width = c.width, height = #feet > 0 and y or height, alt = rows.alt(c, entries), caption = o.caption,
      sources = o.sources, rests = rests(c, entries), env = o.env,
      draw = function(pdf)
        show(pdf)
        for _, foot in ipairs(feet) do
          pdf:text(foot.x, foot.y, foot.note, { width = c.width })
        end
      end,
    })
    below()
  end, { rank = o.rank })
end

--- what is heard of an entry: contents by name
local function entry(c, row, parts)
  local e = { row = row }
  for name, spec in pairs(parts) do
    e[name] = rows.content(row, spec)
  end
  local state = c.options.state and rows.state(c, row, c.options.state)
  e.state = state and (c.options[state] ~= nil and c.options[state] or nil)
  return e
end

local function entries_of(c, list, parts)
  local all = {}
  for i, row in ipairs(list) do
    all[i] = entry(c, row, parts)
  end
  return all
end

--- rows for the table: with the words of their state where the caller gave some
local function table_rows(c, list, specs)
  local out, o = {}, c.options
  for i, row in ipairs(list) do
    local more = {}
    for key, spec in pairs(specs) do
      if type(spec) == "function" then
        more["chart_" .. key] = spec(row)
      end
    end
    if o.state then
      more.chart_state = o[rows.state(c, row, o.state)]
    end
    out[i] = rows.with(row, more)
  end
  return out
end

local function has_words(o)
  return o.state ~= nil and (o.yes ~= nil or o.no ~= nil or o.unsure ~= nil)
end

--- the table of specs { key, spec, ... } in their order
local function put_table(c, list, specs)
  local o, columns, by_key = c.options, {}, {}
  for _, s in ipairs(specs) do
    if s[2] ~= nil then
      by_key[s[1]] = s[2]
      columns[#columns + 1] = rows.column(c, s[2], s[1], s[3])
    end
  end
  if has_words(o) then
    columns[#columns + 1] = rows.column(c, nil, "state")
  end
  if #columns > 0 then
    rows.table(c, columns, table_rows(c, list, by_key))
  end
end

local function with_states(c, list)
  for _, e in ipairs(list) do
    e.state = rows.state(c, e.row, c.options.state)
    c.seen[e.state] = true
  end
end

local function dated(c, list, from, to)
  local out, without = rows.dated(c, list, from, to, "from")
  if without > 0 then
    c.note(c.options.table == false and "chart.note.undated" or "chart.note.undated-table")
  end
  with_states(c, out)
  return out
end

--- words of the European Union, and periods, with all that a scale must hold
local function beside(c, events)
  local o = c.options
  local words, periods = {}, {}
  if o.eu then
    words = rows.dated(c, o.eu.rows or {}, o.eu.from or "start_lo", o.eu.to, "eu.from")
  end
  if o.periods then
    periods = time.periods(c, o.periods, "periods.from")
    table.sort(periods, function(a, b)
      return a.lo < b.lo or a.lo == b.lo and a.index < b.index
    end)
  end
  c.all = {}
  for _, list in ipairs({ events, words, periods }) do
    for _, e in ipairs(list) do
      c.all[#c.all + 1] = e
    end
  end
  return words, periods
end

--- entries of the words and periods, to be heard after the rows
local function hear_beside(c, all)
  local o = c.options
  for _, part in ipairs({ o.eu or {}, o.periods or {} }) do
    for _, row in ipairs(part.rows or {}) do
      all[#all + 1] = { row = row, date = rows.content(row, part.date), text = rows.content(row, part.text) }
    end
  end
  return all
end

--- chart.units(doc, options)
-- A row of small squares, as it stands under a key number: solid, hatched, open. Numbers (filled, hatched, open) are
-- values of the dataset; or rows are counted by their state. Beyond six lines a square stands for more, as a note says.
-- @param doc doc: of report.render
-- @param options table: of these keys, and those of all charts ('attest help charts')
-- @param options.filled value|integer: how many solid squares; default 0
-- @param options.hatched value|integer: how many hatched ones; default 0
-- @param options.open value|integer: how many open ones; default 0
-- @param options.rows row[]: one square each, in place of numbers; default none
-- @param options.state string|fun(row): of a row: a column or function that gives yes, no, unsure, 1 or 0; default
--   all solid
-- @param options.label string|content|fun(row): names a row in alternative text and table; default none
-- @param options.yes content: words for solid; default none
-- @param options.no content: words for open; default none
-- @param options.unsure content: words for hatched; default none
-- @param options.lines integer: [lines] of squares at most; default 6
-- @return nothing
-- @raise an unknown key; a number of the script's own where facts need sources; whatever doc:figure raises
-- @usage chart.units(doc, { filled = 4, open = 10, yes = "answered", no = "not answered", table = false })
-- @usage [claims] chart.units(doc, { filled = d.totals.n, yes = d.t["timeline.col.outcome"] })
function chart.units(doc, options)
  local c = begin("units", doc, options, {
    filled = "any", hatched = "any", open = "any", state = "column", label = "any", yes = "any", no = "any",
    unsure = "any", lines = "any",
  })
  local o = c.options
  if o.lines ~= nil and (math.type(o.lines) ~= "integer" or o.lines < 1 or o.lines > 60) then
    rows.fail("units", "'lines': expected a whole number from 1 to 60, got %s", rows.shown(o.lines))
  end
  local counts = units.count(c, c.seen)
  if counts.yes + counts.unsure + counts.no == 0 then
    return nothing(c)
  end
  local all = entries_of(c, o.rows or {}, { label = o.label })
  for state, key in pairs({ yes = "filled", unsure = "hatched", no = "open" }) do
    if o[key] ~= nil then
      all[#all + 1] = { label = o[state] ~= nil and o[state] or doc:wording("chart.state." .. state), text = o[key] }
    end
  end
  put(c, all, function()
    return units.lay(c, counts)
  end, function()
    if o.label ~= nil then
      put_table(c, o.rows or {}, { { "label", o.label, { header = true } } })
    end
  end)
end

--- chart.dots(doc, options)
-- Marks by date: who or what down the side, dates across. Leaders go from an axis to scale to columns of equal width;
-- dates that are too many for columns stay on the axis. Above the axis stands what the European Union said, below it
-- periods. More than 48 different labels become squares in bins of time.
-- @param doc doc: of report.render
-- @param options table: of these keys, and those of all charts ('attest help charts')
-- @param options.rows row[]: one mark each
-- @param options.label string|content|fun(row): names the mark's row
-- @param options.key string: column that tells rows apart; default that of label
-- @param options.from string: column of the mark's ISO date, or its first day; default "start_lo"
-- @param options.to string: column of its last day; default "start_hi" where from is not given, else none
-- @param options.date string|content|fun(row): head of the date's column; default none
-- @param options.head string|content|fun(row): a line below it; default none
-- @param options.state string|fun(row): of a mark; default all solid
-- @param options.yes content: words for solid; default none
-- @param options.no content: words for open; default none
-- @param options.unsure content: words for hatched; default none
-- @param options.note string|content|fun(row): a few words right of a mark, where they have room; default none
-- @param options.row_total string: column with the value at the right of a row; default none
-- @param options.column_total string: column with the value below a date; default none
-- @param options.total value: below the row totals; default none
-- @param options.total_label content: names the line of totals; default none
-- @param options.divider value|string: ISO date of a dotted line between what was before and since; default none
-- @param options.eu table: { rows, from, to, date, text, label }: words of the European Union; default none
-- @param options.periods table: { rows, from, from_hi, to, to_hi, text }: bars below the axis; default none
-- @return nothing
-- @raise an unknown key; a date that is none; whatever doc:figure raises
-- @usage
--   chart.dots(doc, {
--     rows = d.pets, label = "town", key = "town", from = "born_day", date = "name",
--     state = function(pet) return pet.kind.value == "cat" and "yes" or "no" end, yes = "cats", no = "other pets",
--   })
function chart.dots(doc, options)
  local c = begin("dots", doc, options, {
    label = "any", key = "column", from = "column", to = "column", date = "any", head = "any", state = "column",
    yes = "any", no = "any", unsure = "any", note = "any", row_total = "column", column_total = "column", total = "any",
    total_label = "any", divider = "any", eu = "array", periods = "array",
  })
  local o = c.options
  rows.need("dots", o, "rows", "label")
  if type(o.label) ~= "string" and o.key == nil then
    rows.fail("dots", "'key' is missing: the column that tells rows apart, since 'label' names none")
  end
  local marks = dated(c, o.rows, o.from or "start_lo", o.to or (not o.from and "start_hi" or nil))
  if #marks == 0 then
    return nothing(c)
  end
  local words, periods = beside(c, marks)
  local all = hear_beside(c, entries_of(c, o.rows, { label = o.label, date = o.date, text = o.note }))
  put(c, all, function()
    return dots.lay(c, marks, words, periods, c.seen)
  end, function()
    put_table(c, o.rows, { { "label", o.label, { header = true } }, { "date", o.date }, { "text", o.note } })
  end)
end

--- chart.intervals(doc, options)
-- Periods as bars one below the other, with their names at the left. Ends are hatched as far as they are uncertain;
-- an end that is not known is dashed. More than 48 become a graph of how many are under way.
-- @param doc doc: of report.render
-- @param options table: of these keys, and those of all charts ('attest help charts')
-- @param options.rows row[]: one period each; those without a beginning are in the table only
-- @param options.label string|content|fun(row): names the period
-- @param options.text string|content|fun(row): beside its bar; default none
-- @param options.date string|content|fun(row): for alternative text and table; default none
-- @param options.from string: column of the first ISO date on which it may begin; default "start_lo"
-- @param options.from_hi string: column of the last; default "start_hi"
-- @param options.to string: column of the first ISO date on which it may end; default "end_lo"
-- @param options.to_hi string: column of the last; default "end_hi"
-- @param options.small boolean: names in small print, as where rows are many or room is little; default false
-- @return nothing
-- @raise an unknown key; a date that is none; whatever doc:figure raises
-- @usage
--   chart.intervals(doc, {
--     rows = d.pets, label = "name", from = "born_day", from_hi = "born_day", to = "sold_day", to_hi = "sold_day",
--     text = "{kind} of {town}",
--   })
function chart.intervals(doc, options)
  local c = begin("intervals", doc, options, {
    label = "any", text = "any", date = "any", from = "column", from_hi = "column", to = "column", to_hi = "column",
    small = "flag",
  })
  local o = c.options
  rows.need("intervals", o, "rows", "label")
  local list = time.periods(c, o, "from")
  if #list < #o.rows and #list > 0 then
    c.note(o.table == false and "chart.note.undated" or "chart.note.undated-table")
  end
  if #list == 0 then
    return nothing(c)
  end
  put(c, entries_of(c, o.rows, { label = o.label, date = o.date, text = o.text }), function()
    return bars.intervals(c, list)
  end, function()
    put_table(c, o.rows, { { "label", o.label, { header = true } }, { "date", o.date }, { "text", o.text } })
  end)
end

--- chart.timeline(doc, options)
-- What happened, to scale: labels above the axis with leaders that do not cross, what the European Union said below
-- it, periods as bars. Up to seven events stand side by side, more go down the page, and where they have no room they
-- become squares in bins of time.
-- @param doc doc: of report.render
-- @param options table: of these keys, and those of all charts ('attest help charts')
-- @param options.rows row[]: one event each; those without a date are in the table only
-- @param options.from string: column of its ISO date, or its first day; default "start_lo"
-- @param options.to string: column of its last day; default "start_hi" where from is not given, else none
-- @param options.date string|content|fun(row): its date, in bold; default none
-- @param options.text string|content|fun(row): what happened, in a few words
-- @param options.count string: column with the number of squares below it; default one where there is a state
-- @param options.state string|fun(row): of its squares; default solid
-- @param options.yes content: words for solid; default none
-- @param options.no content: words for open; default none
-- @param options.unsure content: words for hatched; default none
-- @param options.eu table: { rows, from, to, date, text }: words of the European Union; default none
-- @param options.periods table: { rows, from, from_hi, to, to_hi, text }: bars over the axis; default none
-- @return nothing
-- @raise an unknown key; a date that is none; whatever doc:figure raises
-- @usage chart.timeline(doc, { rows = d.pets, from = "born_day", date = "{born:short}", text = "{name}, a {kind}" })
-- @usage [claims] chart.timeline(doc, { rows = d.acts, date = "start_e", text = "kind" })
function chart.timeline(doc, options)
  local c = begin("timeline", doc, options, {
    from = "column", to = "column", date = "any", text = "any", count = "column", state = "column", yes = "any",
    no = "any", unsure = "any", eu = "array", periods = "array",
  })
  local o = c.options
  rows.need("timeline", o, "rows", "text")
  local events = dated(c, o.rows, o.from or "start_lo", o.to or (not o.from and "start_hi" or nil))
  if #events == 0 then
    return nothing(c)
  end
  local words, periods = beside(c, events)
  local all = hear_beside(c, entries_of(c, o.rows, { date = o.date, text = o.text }))
  put(c, all, function()
    return time.lay(c, events, words, periods, c.seen)
  end, function()
    put_table(c, o.rows, { { "date", o.date }, { "event", o.text } })
  end)
end

--- chart.bars(doc, options)
-- Numbers as bars one below the other, each with its name at the left and its number at the end. More than 48 become
-- thin bars over an axis.
-- @param doc doc: of report.render
-- @param options table: of these keys, and those of all charts ('attest help charts')
-- @param options.rows row[]: one bar each, in their order
-- @param options.label string|content|fun(row): names the bar
-- @param options.value string: column of its number, whole and not negative
-- @param options.state string|fun(row): solid, open or hatched; default solid
-- @param options.yes content: words for solid, in alternative text and table; default none
-- @param options.no content: words for open; default none
-- @param options.unsure content: words for hatched; default none
-- @return nothing
-- @raise an unknown key; a value that is no number; whatever doc:figure raises
-- @usage
--   chart.bars(doc, { rows = { { name = "cats", n = 3 }, { name = "dogs", n = 5 } }, label = "name", value = "n" })
function chart.bars(doc, options)
  local c = begin("bars", doc, options, {
    label = "any", value = "column", state = "column", yes = "any", no = "any", unsure = "any",
  })
  local o = c.options
  rows.need("bars", o, "rows", "label", "value")
  local list = {}
  for i, row in ipairs(o.rows) do
    local n = rows.raw(c, row, o.value, "value")
    if math.type(n) ~= "integer" or n < 0 then
      rows.fail("bars", "'value': expected a whole number of 0 or more in row %d, got %s", i, rows.shown(n))
    end
    list[i] = { row = row, value = n }
  end
  if #list == 0 then
    return nothing(c)
  end
  with_states(c, list)
  put(c, entries_of(c, o.rows, { label = o.label, text = o.value }), function()
    return bars.numbers(c, list, c.seen)
  end, function()
    put_table(c, o.rows, { { "label", o.label, { header = true } }, { "value", o.value, { align = "right" } } })
  end)
end

return chart
