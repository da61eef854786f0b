--- What a chart is given: options, rows of data.rows, columns that say when and how sure. Only for scripts/chart.lua.
--
-- A column is named by a string ("start_lo"). What prints is a column's name, a text with placeholders (they look in
-- the row), or a function of the row that returns either. Positions come from ISO dates; days count from 1 March of
-- year 0.

local rows = {}

function rows.fail(call, message, ...)
  error("chart." .. call .. ": " .. message:format(...), 0)
end

local function shown(given)
  if type(given) == "string" then
    local text = #given > 40 and given:sub(1, utf8.offset(given, 0, 37) - 1) .. "..." or given
    return '"' .. text:gsub("%c", " ") .. '"'
  end
  return type(given) == "number" and tostring(given) or "a " .. type(given)
end
rows.shown = shown

local function sorted(set)
  local names = {}
  for name in pairs(set) do
    names[#names + 1] = name
  end
  return names
end

--- options of a call, checked against what it knows: name -> "array" | "column" | "any" | "flag" | "content"
function rows.options(call, options, known)
  if type(options) ~= "table" then
    rows.fail(call, "argument 2 'options': expected a table such as { rows = d.rows, ... }, got %s", type(options))
  end
  for name in pairs(options) do
    if not known[name] then
      rows.fail(call, "unknown key '%s'; known are %s", tostring(name), table.concat(sorted(known), ", "))
    end
  end
  for name, kind in pairs(known) do
    local given = options[name]
    if given ~= nil and kind == "array" and type(given) ~= "table" then
      rows.fail(call, "'%s': expected an array of rows, got a %s", name, type(given))
    elseif given ~= nil and kind == "flag" and type(given) ~= "boolean" then
      rows.fail(call, "'%s': expected true or false, got a %s", name, type(given))
    elseif given ~= nil and kind == "column" and type(given) ~= "string" and type(given) ~= "function" then
      rows.fail(call, "'%s': expected the name of a column, got a %s", name, type(given))
    end
  end
  return options
end

function rows.need(call, options, ...)
  for _, name in ipairs({ ... }) do
    if options[name] == nil then
      rows.fail(call, "'%s' is missing", name)
    end
  end
end

--- column and format of "name" and "name:short"; nil of what is no column's name
function rows.named(spec)
  if type(spec) ~= "string" then
    return nil
  end
  local name, how = spec:match("^([%a_][%w_]*):(%l+)$")
  return name or spec:match("^[%a_][%w_]*$"), how
end

--- what a specification prints for a row, where its placeholders look, and in which format; nil for a NULL
function rows.content(row, spec)
  local name, how = rows.named(spec)
  if name then
    local given = row[name]
    return given, row, type(given) == "userdata" and how or nil
  elseif type(spec) == "function" then
    return spec(row), row
  end
  return spec, row
end

--- the parts { style, spec } that print, one below the other: their sizes in a width; e.fits: no word is broken
function rows.parts(chart, e, width, list)
  e.parts, e.height, e.wide, e.fits = {}, 0, 0, true
  for _, part in ipairs(list) do
    local content, env, how = rows.content(e.row, part[3])
    if content ~= nil then
      local p = { key = part[1], content = content, env = env, style = part[2], format = how }
      local options = { env = env, style = p.style, format = how, width = width }
      p.width, p.height, p.up, p.word = chart.doc:measure(content, options)
      e.parts[#e.parts + 1] = p
      e.height, e.wide = e.height + p.height, math.max(e.wide, p.width)
      e.fits = e.fits and p.word <= width
    end
  end
end

function rows.print_parts(pdf, e, x, y, width)
  for _, p in ipairs(e.parts) do
    pdf:text(x, y + p.up, p.content, { env = p.env, style = p.style, format = p.format, width = width })
    y = y + p.height
  end
end

--- the raw scalar of a column; in a sourced report it must be a value of the dataset, and the chart rests on it
function rows.raw(chart, row, column, what)
  local given = row[column]
  if type(given) == "userdata" then
    if chart.sourced then
      chart.rests[#chart.rests + 1] = given
    end
    return given.value
  elseif given ~= nil and chart.sourced then
    local message = "'%s': column '%s' is a %s of the script's own, which has no source: give what data.rows returned"
    rows.fail(chart.call, message, what, column, type(given))
  end
  return given
end

local states = { yes = "yes", no = "no", unsure = "unsure", [1] = "yes", [0] = "no", [true] = "yes", [false] = "no" }

--- "yes", "no" or "unsure"
function rows.state(chart, row, spec)
  if spec == nil then
    return "yes"
  end
  local given
  if type(spec) == "function" then
    given = spec(row)
  else
    given = rows.raw(chart, row, spec, "state")
  end
  if given == nil then
    return "unsure"
  end
  local state = states[given]
  if not state then
    rows.fail(chart.call, "'state': expected yes, no, unsure, 1, 0 or nothing, got %s", shown(given))
  end
  return state
end

-- ---- days
local function day_number(y, m, d)
  if m <= 2 then
    y, m = y - 1, m + 12
  end
  return 365 * y + y // 4 - y // 100 + y // 400 + (153 * (m - 3) + 2) // 5 + d - 1
end

local lengths = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }
local function month_length(y, m)
  return m == 2 and (y % 4 == 0 and (y % 100 ~= 0 or y % 400 == 0)) and 29 or lengths[m]
end

--- the day of an ISO date; of a month or year the first, or with last the last
function rows.day(chart, iso, what, last)
  local y, m, d
  if type(iso) == "string" then
    y, m, d = iso:match("^(%d%d%d%d)%-(%d%d)%-(%d%d)")
    if not y then
      y, m = iso:match("^(%d%d%d%d)%-(%d%d)$")
    end
    y = y or iso:match("^(%d%d%d%d)$")
  end
  if not y then
    rows.fail(chart.call, "'%s': expected an ISO date such as 2021-02-09, got %s", what, shown(iso))
  end
  y, m, d = math.tointeger(tonumber(y)), math.tointeger(tonumber(m or 0)), math.tointeger(tonumber(d or 0))
  if m > 12 or d > 31 or y == 0 then
    rows.fail(chart.call, "'%s': there is no day %s", what, iso)
  end
  if m == 0 then
    m = last and 12 or 1
  end
  if d == 0 then
    d = last and month_length(y, m) or 1
  end
  return day_number(y, m, d), y, m
end

rows.first_of = function(y, m)
  return day_number(y + (m - 1) // 12, (m - 1) % 12 + 1, 1)
end

--- first and last day of a row's date; nil where it has none. The same twice: a certain day.
function rows.span(chart, row, from, to, what)
  local lo = rows.raw(chart, row, from, what)
  local hi = to and rows.raw(chart, row, to, what)
  if lo == nil and hi == nil then
    return nil
  end
  local first = rows.day(chart, lo or hi, what, false)
  local last = rows.day(chart, hi or lo, what, hi ~= nil or #lo < 10)
  if last < first then
    rows.fail(chart.call, "'%s': %s ends before it begins", what, tostring(lo))
  end
  return first, last
end

--- rows with a date, in its order, each { row, lo, hi, index }; and how many have none
function rows.dated(chart, list, from, to, what)
  local dated, without = {}, 0
  for i, row in ipairs(list) do
    local lo, hi = rows.span(chart, row, from, to, what)
    if lo then
      dated[#dated + 1] = { row = row, lo = lo, hi = hi, index = i }
    else
      without = without + 1
    end
  end
  table.sort(dated, function(a, b)
    if a.lo ~= b.lo then
      return a.lo < b.lo
    elseif a.hi ~= b.hi then
      return a.hi < b.hi
    end
    return a.index < b.index
  end)
  return dated, without
end

-- ---- words, and the parts beside the figure
local few = 20 -- entries that a reader listens to

--- the caller's alt, or the kind of chart and its entries: parts { content, env = ... }
function rows.alt(chart, entries)
  local doc, o = chart.doc, chart.options
  if o.alt ~= nil then
    return o.alt
  end
  local parts = { { doc:wording("chart.alt." .. chart.call) } }
  if #entries > few then
    parts[#parts + 1] = { doc:wording("chart.alt.many") }
    if o.table ~= false then
      parts[#parts + 1] = { doc:wording("chart.alt.table") }
    end
    return parts
  end
  for _, entry in ipairs(entries) do
    local said = {}
    for _, part in ipairs({ "label", "date", "text", "state" }) do
      if entry[part] ~= nil then
        said[#said + 1] = part
      end
    end
    if #said > 0 then
      local env = setmetatable({}, { __index = function(_, key)
        if entry[key] ~= nil then
          return entry[key]
        end
        return entry.row and entry.row[key]
      end })
      parts[#parts + 1] = { doc:wording("chart.alt.entry." .. table.concat(said, "-")), env = env }
    end
  end
  return parts
end

--- a row with further columns, for the table
function rows.with(row, more)
  return setmetatable(more, { __index = function(_, key)
    return row[key]
  end })
end

--- what prints for a column of the table
function rows.column(chart, spec, key, more)
  local heads = chart.options.heads or {}
  local column = more or {}
  column.head = heads[key] or chart.doc:wording("chart.col." .. key)
  if rows.named(spec) then
    column.field = spec
  elseif type(spec) == "string" or type(spec) == "userdata" then
    column.cell = spec
  else
    column.field = "chart_" .. key
  end
  return column
end

--- the data below the figure
function rows.table(chart, columns, list)
  local doc = chart.doc
  if chart.options.table == false or #list == 0 then
    return
  end
  if chart.sourced then
    columns[#columns + 1] = { head = doc:wording("chart.col.sources"), marks = true, width = 48 }
  end
  doc:table({ rows = list, columns = columns, env = chart.options.env })
end

return rows
