--- A matrix of marks: who or what down the side, dates across, with leaders from a scaled axis; what the European
-- Union said above it. Dates that are too many for columns stay on the axis; rows that are too many become squares.

local rows = require("chart.rows")
local draw = require("chart.draw")
local time = require("chart.time")

local dots = {}

local band = 11 -- [points] height of a period
local side = 9 -- [points] of a triangle
local tall = 620 -- [points] no figure is higher

--- groups in the order of their first mark
local function group(list, key)
  local groups, by = {}, {}
  for _, e in ipairs(list) do
    local k = key(e)
    if not by[k] then
      by[k] = { first = e, marks = {} }
      groups[#groups + 1] = by[k]
    end
    table.insert(by[k].marks, e)
  end
  return groups
end

local function raw_key(chart, e)
  local o = chart.options
  local given = rows.raw(chart, e.row, o.key or o.label, "key")
  return tostring(given)
end

--- the matrix's rows, in the order in which the caller's rows name them first
local function people(chart, dated)
  local by_index = {}
  for i, e in ipairs(dated) do
    by_index[i] = e
  end
  table.sort(by_index, function(a, b)
    return a.index < b.index
  end)
  return group(by_index, function(e)
    return raw_key(chart, e)
  end)
end

local function said(chart, words, width)
  local eu, below = chart.options.eu or {}, 0
  local wide = math.min(120, (width + 8) / math.max(#words, 1) - 8)
  local named = wide >= 60
  for _, e in ipairs(words) do
    rows.parts(chart, e, math.max(wide, 1), { { "date", "figure-eu", eu.date }, { "text", "figure-text", eu.text } })
    below, named = math.max(below, e.height), named and e.fits
  end
  if not named or below > 6 * draw.line then -- triangles alone
    for _, e in ipairs(words) do
      e.parts, e.height, e.wide = {}, 0, side
    end
    return wide, draw.line, false
  end
  return wide, below, true
end

--- what stands over the axis: words of the European Union, their leaders, and periods below it; returns the heights
local function tracks(chart, words, periods, left, scale)
  local t = { label = chart.options.eu and chart.options.eu.label, lane = band + 2 }
  for _, p in ipairs(periods) do -- a name may take two lines at the left
    rows.parts(chart, p, left, { { "text", "figure-strong", chart.options.periods.text } })
    t.lane = math.max(t.lane, p.height + 2)
  end
  t.wide, t.words, t.named = said(chart, words, scale.width)
  t.axis = #words > 0 and t.words + 16 + side or 2
  t.band = t.axis + scale.height + 1.5
  t.bottom = t.band + #periods * t.lane
  return t
end

local function show_tracks(chart, pdf, t, scale, words, periods)
  local o, places = chart.options, {}
  for i, e in ipairs(words) do
    local at = (scale.at(e.lo) + scale.at(e.hi)) / 2
    e.x = math.max(scale.x + side / 2, math.min(scale.x + scale.width - side / 2, at))
    places[i] = { at = e.x - 4, size = e.wide }
  end
  draw.spread(places, 8, scale.x, scale.x + scale.width)
  if t.label ~= nil and #words > 0 then
    pdf:text(0, draw.up, t.label, { style = "figure-eu", env = o.env, width = scale.x - 8 })
  end
  for i, e in ipairs(words) do
    local x = places[i].at
    rows.print_parts(pdf, e, x, 0, t.wide)
    if t.named then
      draw.elbow(pdf, x + 4, e.height + 2, t.words + 5, e.x, t.axis - side - 4, t.axis - side, "red")
    end
    draw.triangle(pdf, e.x, t.axis - 0.8, side, true)
  end
  for _, p in ipairs(periods) do
    time.place(scale, p)
    local y = t.band + (p.lane - 1) * t.lane
    draw.period(pdf, p, y, band)
    rows.print_parts(pdf, p, 0, y + 0.7, scale.x - 8)
  end
end

--- heads of the columns: date and a text; their height, and whether no word is broken
local function heads(chart, columns, wide)
  local o, most, fits = chart.options, 0, true
  for _, c in ipairs(columns) do
    c.row = c.first.row
    rows.parts(chart, c, wide, { { "date", "figure-strong", o.date }, { "head", "figure-text", o.head } })
    most, fits = math.max(most, c.height), fits and c.fits
  end
  return most, fits
end

--- width of the names, and the height of each row's line
local function names(chart, groups, style, most)
  local wide = 0
  for _, g in ipairs(groups) do
    g.content, g.env, g.format = rows.content(g.first.row, chart.options.label)
    if g.content ~= nil then
      local w, h, up = chart.doc:measure(g.content, { env = g.env, style = style, format = g.format, width = most })
      g.height, g.up = h, up
      wide = math.max(wide, w)
    else
      g.height, g.up = draw.line, draw.up
    end
  end
  return wide
end

--- the words of the states, one below the other, in the empty corner over the names
local function corner(chart, seen)
  local o, lines = chart.options, {}
  for _, state in ipairs({ "yes", "unsure", "no" }) do
    if o[state] ~= nil and seen[state] then
      lines[#lines + 1] = state
    end
  end
  return #lines * draw.line, function(pdf, y, width)
    for i, state in ipairs(lines) do
      local top = y + (i - 1) * draw.line
      draw.mark(pdf, 0, top + 1.8, 5.7, state)
      pdf:text(9.7, top + draw.up, o[state], { env = o.env, width = width - 9.7 })
    end
  end
end

local function middle(scale, e)
  return math.max(scale.x + 1.25, math.min(scale.x + scale.width - 1.25, (scale.at(e.lo) + scale.at(e.hi)) / 2))
end

--- x of the divider between columns, or on the scale
local function divider(chart, scale, columns)
  local given = chart.options.divider
  if given == nil then
    return nil
  end
  if type(given) ~= "userdata" and chart.sourced then
    rows.fail(chart.call, "'divider': a date of the script's own has no source: give a value of the dataset")
  end
  local at = rows.day(chart, type(given) == "userdata" and given.value or given, "divider")
  if not columns then
    return at > scale.lo and at < scale.hi and scale.at(at) or nil
  end
  for i, c in ipairs(columns) do
    if c.first.lo >= at then
      return i > 1 and (columns[i - 1].x + c.x + 8) / 2 or c.x - 4
    end
  end
  return nil
end

--- on the axis: marks of a row that would overlap are stacked, in slots of a mark's width; returns the row's lines
local function stack(g, slots)
  local taken, lines = {}, 1
  for _, e in ipairs(g.marks) do
    local slot = math.floor((e.x - slots.x) / slots.pitch + 0.5)
    taken[slot] = (taken[slot] or 0) + 1
    e.x, e.level = slots.x + slot * slots.pitch, taken[slot] - 1
    lines = math.max(lines, taken[slot])
  end
  return lines
end

--- whether the doubt on a date is wider than its mark on the axis
local function is_wide(m, e)
  return m.scale.at(e.hi) - m.scale.at(e.lo) > m.mark + 2
end

local function show_rows(chart, pdf, m)
  local o, top = chart.options, m.y
  for i, g in ipairs(m.groups) do
    draw.rule(pdf, 0, top, chart.width, top, i == 1 and draw.thin or draw.hair)
    local baseline = top + (g.line - g.height) / 2 + g.up
    if g.content ~= nil then
      pdf:text(0, baseline, g.content, { env = g.env, style = m.style, format = g.format, width = m.x_name })
    end
    for _, e in ipairs(m.columned and {} or g.marks) do
      if is_wide(m, e) then
        local y = top + g.line / 2 + e.level * m.slots.pitch
        draw.rule(pdf, m.scale.at(e.lo), y, m.scale.at(e.hi), y, draw.thin)
      end
    end
    for _, e in ipairs(g.marks) do
      draw.mark(pdf, e.x, top + (g.line - m.mark) / 2 + e.level * m.slots.pitch, m.mark, e.state)
      if e.note then
        pdf:text(e.note.x, top + (g.line - draw.line) / 2 + draw.up, e.note.content, e.note.options)
      end
    end
    local total, env = rows.content(g.first.row, o.row_total)
    if total ~= nil then
      pdf:text(m.right, baseline, total, { env = env, style = m.style, align = "right" })
    end
    top = top + g.pitch
  end
  draw.rule(pdf, 0, top, chart.width, top, draw.thin)
  return top
end

--- notes right of their marks, as far as they end before the next mark in the row, the divider, the totals
local function place_notes(chart, m, stop)
  for _, g in ipairs(m.groups) do
    local list = {}
    for i, e in ipairs(g.marks) do
      list[i] = e
    end
    table.sort(list, function(a, b)
      return a.x < b.x
    end)
    for i, e in ipairs(list) do
      local to = list[i + 1] and list[i + 1].x or m.right - m.totals
      for k = i + 1, m.columned and i or #list do -- the doubt on a later date may begin before its mark
        to = is_wide(m, list[k]) and math.min(to, m.scale.at(list[k].lo)) or to
      end
      if stop and stop > e.x then
        to = math.min(to, stop)
      end
      local note, env, how = rows.content(e.row, chart.options.note)
      e.note = note ~= nil and { content = note, options = { env = env, format = how } } or nil
      if e.note then
        e.note.x = e.x + m.mark + 4
        for k = 1, m.columned and 0 or i do
          e.note.x = is_wide(m, list[k]) and math.max(e.note.x, m.scale.at(list[k].hi) + 4) or e.note.x
        end
        if e.note.x + chart.doc:measure(note, e.note.options) + 4 > to then
          e.note = nil
          chart.no_room()
        end
      end
    end
  end
end

--- the line of totals below the rows
local function show_totals(chart, pdf, m, bottom)
  local o, baseline = chart.options, bottom + (m.pitch - 13) / 2 + 9.6
  if o.total_label ~= nil then
    pdf:text(0, baseline, o.total_label, { style = "figure-total", env = o.env, width = m.x_name + 30 })
  end
  for _, c in ipairs(m.columned and m.columns or {}) do
    local total, env = rows.content(c.first.row, o.column_total)
    if total ~= nil then
      pdf:text(c.x + 1, baseline, total, { style = "figure-total", env = env })
    end
  end
  if o.total ~= nil then
    pdf:text(m.right, baseline, o.total, { style = "figure-total", env = o.env, align = "right" })
  end
end

--- names, columns and widths
local function measure_matrix(chart, dated, groups, periods, key)
  local o, W = chart.options, chart.width
  local small = #groups > 18 or W < 240
  local m = { groups = groups, right = W, totals = o.row_total and 30 or 0 }
  m.style = small and "figure-text" or "figure-name"
  m.columns = group(dated, function(e)
    return e.lo .. "/" .. e.hi
  end)
  m.x_name = names(chart, groups, m.style, W * 0.36)
  for _, p in ipairs(periods) do
    rows.parts(chart, p, W * 0.36, { { "text", "figure-strong", o.periods.text } })
    m.x_name = math.max(m.x_name, p.wide)
  end
  if o.eu and o.eu.label ~= nil or #periods > 0 or o.total_label ~= nil or key > 0 then
    m.x_name = math.max(m.x_name, math.min(W * 0.3, 90))
  end
  m.x_name = math.ceil(m.x_name) + 8
  m.x = m.x_name + 6
  m.wide = (W - m.totals - m.x) / #m.columns
  m.columned = m.wide >= 40 or (m.wide >= 16 and o.date == nil and o.head == nil)
  if m.columned then
    m.head, m.columned = heads(chart, m.columns, m.wide - 5)
  end
  m.pitch = small and 11.5 or 15
  for _, g in ipairs(groups) do
    g.line = math.max(m.pitch, g.height + (small and 1.75 or 2))
  end
  m.mark = m.columned and not small and 8 or draw.square
  m.slots = { x = m.x, pitch = m.mark + 1 }
  return m
end

--- x of each mark, and how high each row is
local function place_marks(chart, m, scale)
  local places = {} -- few columns stand near their dates, more fill the width
  for i, c in ipairs(m.columns) do
    places[i] = { at = middle(scale, c.first) - m.mark / 2, size = #m.columns < 4 and math.min(m.wide, 80) or m.wide }
  end
  draw.spread(places, 0, m.x, chart.width - m.totals)
  for i, c in ipairs(m.columns) do
    c.x = places[i].at
    for _, e in ipairs(c.marks) do
      e.x, e.level = c.x, 0
      if not m.columned then
        e.x = math.max(m.x, math.min(chart.width - m.totals - m.mark - 1, middle(scale, e) - m.mark / 2))
      end
    end
  end
  local height = 0
  for _, g in ipairs(m.groups) do
    local lines = 1
    if not m.columned then
      lines = stack(g, m.slots)
    end
    g.pitch = g.line + (lines - 1) * m.slots.pitch
    height = height + g.pitch
  end
  return height
end

--- the sentences on how to read the form that the matrix took
local function note_form(chart, m, dated, unnamed)
  if not m.columned then
    chart.note("chart.note.scaled")
  end
  if unnamed then
    chart.note("chart.note.words")
  end
  for _, e in ipairs(dated) do
    if m.columned and draw.is_uncertain(m.scale, e) then
      chart.note("chart.note.uncertain")
    elseif not m.columned and is_wide(m, e) then
      chart.note("chart.note.whisker")
    end
  end
end

local function matrix(chart, dated, groups, words, periods, seen)
  local o, W = chart.options, chart.width
  local key, show_key = corner(chart, seen)
  for i, p in ipairs(periods) do -- each has its name at the left
    p.lane = i
  end
  local m = measure_matrix(chart, dated, groups, periods, key)
  local scale = draw.scale(chart, chart.all, m.x, W - m.x - (m.columned and 0 or m.totals))
  local t = tracks(chart, words, periods, m.x - 8, scale)
  local y_head = t.bottom + 22
  if m.columned then
    m.y = math.max(y_head + m.head, t.bottom + (key > 0 and 8 + key or 0)) + 6
  else
    m.y = math.max(t.bottom, t.axis + scale.height) + key + 6
  end
  m.scale = scale
  local rows_height = place_marks(chart, m, scale)
  local extra = (o.column_total or o.total ~= nil) and m.pitch + 2 or 0
  local height = m.y + rows_height + extra + 2
  if height > tall or m.wide < 0 then
    return nil
  end
  local x = divider(chart, scale, m.columned and m.columns or nil)
  place_notes(chart, m, x)
  note_form(chart, m, dated, #words > 0 and not t.named)
  return height, function(pdf)
    local taken = {}
    show_tracks(chart, pdf, t, scale, words, periods)
    for _, c in ipairs(m.columns) do
      local at = middle(scale, c.first)
      if m.columned then
        taken[#taken + 1] = { at - 1.5, at + 1.5 }
        draw.date(pdf, scale, c.first, t.axis, t.bottom + 4)
        draw.elbow(pdf, at, t.bottom + 4, t.bottom + 9, c.x + m.mark / 2, y_head - 6, y_head - 2)
        rows.print_parts(pdf, c, c.x, y_head, m.wide - 4)
      end
    end
    draw.axis(chart, pdf, scale, t.axis, taken)
    show_key(pdf, m.y - 4 - key, m.x_name)
    local bottom = show_rows(chart, pdf, m)
    if extra > 0 then
      show_totals(chart, pdf, m, bottom)
    end
    if x then
      pdf:gsave()
      pdf:set_dash({ 2, 2 })
      pdf:move_to(x, m.y)
      pdf:line_to(x, bottom + extra)
      pdf:stroke()
      pdf:grestore()
    end
  end
end

--- height and drawing
function dots.lay(chart, dated, words, periods, seen)
  local groups = people(chart, dated)
  local height, show
  if #groups <= 48 and chart.width >= 160 then
    height, show = matrix(chart, dated, groups, words, periods, seen)
  end
  if not height then
    local lanes = time.lanes(periods)
    height, show = time.density(chart, dated, words, periods, lanes, seen)
  end
  return height, show
end

return dots
