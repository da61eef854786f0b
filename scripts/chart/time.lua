--- The strip timeline: side by side while labels have room, else one below the other, else squares in bins of time.

local rows = require("chart.rows")
local draw = require("chart.draw")
local fmt = require("fmt")

local time = {}

local gap = 13 -- [points] between labels side by side
local band = 11 -- [points] height of a period
local tall = 620 -- [points] no figure is higher
local side = 9 -- [points] of a triangle

-- ---- labels
--- the parts of an entry that print, with their sizes in a width
local function prepare(chart, entry, o, width, strong)
  rows.parts(chart, entry, width, { { "date", strong, o.date }, { "text", "figure-text", o.text } })
end

--- how many squares an entry has: as its count says, one where there is a state alone
local function squares(chart, entry, o)
  if not o.count then
    return o.state and 1 or 0
  end
  local n = rows.raw(chart, entry.row, o.count, "count") or 0
  if math.type(n) ~= "integer" or n < 0 then
    rows.fail(chart.call, "'count': expected a whole number, got %s", rows.shown(n))
  end
  return n
end

--- words for the states that occur, one after the other: the caller's yes, no and unsure
function time.key(chart, seen)
  local o, items, x, y, room = chart.options, {}, 0, 0, chart.width - draw.square - 4
  local last = 0
  for _, state in ipairs({ "yes", "unsure", "no" }) do
    if o[state] ~= nil and seen[state] then
      local width, height = chart.doc:measure(o[state], { env = o.env, width = room })
      if x > 0 and x + width > room then
        x, y = 0, y + last
      end
      items[#items + 1] = { state = state, x = x, y = y }
      x, last = x + draw.square + 4 + width + 14, height
    end
  end
  local function show(pdf, top)
    for _, item in ipairs(items) do
      draw.mark(pdf, item.x, top + item.y + 1.4, draw.square, item.state)
      pdf:text(item.x + draw.square + 4, top + item.y + draw.up, o[item.state], { env = o.env, width = room })
    end
  end
  return #items > 0 and y + last + 4 or 0, show
end

-- ---- periods: bars in lanes
--- puts periods that overlap into lanes of their own; how many there are
function time.lanes(list)
  local lanes = {}
  for _, p in ipairs(list) do
    p.lane = 1
    while lanes[p.lane] and lanes[p.lane] >= p.lo do
      p.lane = p.lane + 1
    end
    lanes[p.lane] = p.open and math.huge or p.hi
  end
  return #lanes
end

--- rows with a beginning, in its order; the end is another date of the row
function time.periods(chart, o, what)
  local list = {}
  for i, row in ipairs(o.rows or {}) do
    local lo, lo_hi = rows.span(chart, row, o.from or "start_lo", o.from_hi or "start_hi", what)
    local hi_lo, hi = rows.span(chart, row, o.to or "end_lo", o.to_hi or "end_hi", what)
    if lo then
      local p = { row = row, lo = lo, lo_hi = lo_hi, hi_lo = hi_lo or lo_hi, hi = hi or lo_hi, index = i }
      p.open = hi == nil
      list[#list + 1] = p
    end
  end
  return list
end

--- where a period stands on a scale
function time.place(scale, p)
  p.x1, p.c1 = scale.at(p.lo), math.max(scale.at(p.lo), scale.at(p.lo_hi))
  if p.lo_hi == p.lo then
    p.c1 = p.x1
  end
  p.x2 = p.open and scale.x + scale.width or scale.at(p.hi)
  p.c2 = p.hi_lo == p.hi and p.x2 or scale.at(p.hi_lo)
end

--- the first gap of the width between from and to that the obstacles (spans) leave, beginning before the limit
local function gap_in(from, to, width, obstacles, limit)
  for _, o in ipairs(obstacles) do
    if o[2] + 3 > from and o[1] - 3 < to then
      if o[1] - 3 - from >= width then
        break
      end
      from = math.max(from, o[2] + 3)
    end
  end
  return from + width <= to and from <= limit and from or nil
end

--- Places the label of each period: within its bar, else right of it, else left; where dates cross it has no room.
local function label_periods(chart, scale, periods, o, crossing)
  local taken = {}
  for _, x in ipairs(crossing) do
    taken[#taken + 1] = { x - 1, x + 1 }
  end
  for _, p in ipairs(periods) do
    local content, env, how = rows.content(p.row, o.text)
    if content ~= nil then
      local width = chart.doc:measure(content, { env = env, format = how })
      local obstacles = { table.unpack(taken) }
      for _, q in ipairs(periods) do
        if q ~= p and q.lane == p.lane then
          obstacles[#obstacles + 1] = { q.x1, q.x2 }
          obstacles[#obstacles + 1] = q.label and { q.label.x, q.label.x + q.label.width } or nil
        end
      end
      table.sort(obstacles, function(a, b)
        return a[1] < b[1]
      end)
      local last = scale.x + scale.width
      local x = gap_in(p.c1 + 3, p.c2 - 3, width, obstacles, last) or
        gap_in(p.x2 + 4, last, width, obstacles, p.x2 + 12) or
        (p.x1 - 4 - width >= scale.x and gap_in(p.x1 - 4 - width, p.x1 - 4, width, obstacles, p.x1))
      if x then
        p.label = { x = x, width = width, content = content, options = { env = env, format = how } }
      else
        chart.note("chart.note.no-room")
      end
    end
  end
end

local function show_periods(pdf, periods, y)
  for _, p in ipairs(periods) do
    draw.period(pdf, p, y + (p.lane - 1) * (band + 2), band)
  end
end

local function show_labels(pdf, periods, y)
  for _, p in ipairs(periods) do
    if p.label then
      pdf:text(p.label.x, y + (p.lane - 1) * (band + 2) + draw.up + 0.7, p.label.content, p.label.options)
    end
  end
end

--- says what is hatched or dashed, where something is
local function note_dates(chart, scale, events, periods)
  for _, e in ipairs(events) do
    if draw.is_uncertain(scale, e) then
      chart.note("chart.note.uncertain")
    end
  end
  for _, p in ipairs(periods) do
    if p.lo ~= p.lo_hi or (not p.open and p.hi_lo ~= p.hi) then
      chart.note("chart.note.uncertain")
    end
    if p.open then
      chart.note("chart.note.open")
    end
  end
end

-- ---- below the axis: what the European Union said
--- height below the axis, and drawing; a triangle alone where the labels have no room
local function foot(chart, words, scale)
  local eu, W = chart.options.eu or {}, chart.width
  local wide = math.min(147, (W + gap) / math.max(#words, 1) - gap)
  local f = { taken = {}, named = #words > 0 and wide >= 84 }
  f.height = math.max(scale.height, #words > 0 and side + 3 or 0) + 1
  local y, below, places, fits = math.max(scale.height, side + 4) + 16, 0, {}, true
  for i, e in ipairs(words) do
    e.x = math.max(1.25, math.min(W - 1.25, (scale.at(e.lo) + scale.at(e.hi)) / 2))
    f.taken[i] = { e.x - side / 2, e.x + side / 2 }
    if f.named then
      prepare(chart, e, eu, wide, "figure-eu")
      below = math.max(below, e.height)
      fits = fits and e.fits
    end
    places[i] = { at = e.x - 4, size = e.wide or wide }
  end
  draw.spread(places, gap, 0, W)
  if below > 6 * draw.line or not fits then
    f.named = false
  end
  f.height = f.named and y + below or f.height
  f.show = function(pdf, y_axis)
    draw.axis(chart, pdf, scale, y_axis, f.taken)
    for i, e in ipairs(words) do
      local x = places[i].at
      draw.triangle(pdf, e.x, y_axis + 0.8, side)
      if f.named then
        draw.elbow(pdf, e.x, y_axis + side, y_axis + y - 14, x + 4, y_axis + y - 4, y_axis + y - 1, "red")
        rows.print_parts(pdf, e, x, y_axis + y, wide)
      end
    end
  end
  return f
end

-- ---- side by side
local function side_by_side(chart, events, words, periods, lanes, seen)
  local o = chart.options
  local W = chart.width
  local wide = math.min(110, (W + gap) / #events - gap)
  if wide < 54 then
    return nil
  end
  local above, marks, labels, places, fits = 0, 0, 0, {}, true
  for _, e in ipairs(events) do
    prepare(chart, e, o, wide, "figure-strong")
    e.squares = squares(chart, e, o)
    e.per = math.max(1, math.floor((wide + 2) / draw.pitch))
    fits = fits and e.fits
    local lines = -(-e.squares // e.per)
    above, marks = math.max(above, e.height), math.max(marks, lines)
    labels = math.max(labels, e.height + lines * draw.pitch)
  end
  local key, show_key = time.key(chart, seen)
  local scale = draw.scale(chart, chart.all, 0, W)
  local f = foot(chart, words, scale)
  if not fits or above > 6 * draw.line or marks > 4 or (#words > 0 and not f.named) then
    return nil
  end
  local y_leader = key + labels + 3
  local y_band = y_leader + 24
  local y_axis = y_band + lanes * (band + 2) + 4
  for i, e in ipairs(events) do
    e.x = math.max(1.25, math.min(W - 1.25, (scale.at(e.lo) + scale.at(e.hi)) / 2))
    places[i] = { at = e.x - 3.25, size = math.max(e.wide, math.min(e.squares, e.per) * draw.pitch) }
  end
  draw.spread(places, gap, 0, W)
  local crossing = {}
  for i, e in ipairs(events) do
    crossing[i] = e.x
  end
  for _, p in ipairs(periods) do
    time.place(scale, p)
  end
  label_periods(chart, scale, periods, o.periods or {}, crossing)
  note_dates(chart, scale, events, periods)
  return y_axis + f.height, function(pdf)
    show_key(pdf, 0)
    show_periods(pdf, periods, y_band)
    for i, e in ipairs(events) do
      local x = places[i].at
      rows.print_parts(pdf, e, x, key, wide)
      local top = key + e.height + 3
      for k = 0, e.squares - 1 do
        draw.mark(pdf, x + k % e.per * draw.pitch, top + k // e.per * draw.pitch, draw.square, e.state)
      end
      top = top + (e.squares > 0 and -(-e.squares // e.per) * draw.pitch - 2 or -1)
      draw.date(pdf, scale, e, y_band - 2, y_axis)
      draw.elbow(pdf, x + 3.25, top, y_leader + 2, e.x, y_band - 7, y_band - 2)
    end
    f.show(pdf, y_axis)
    show_labels(pdf, periods, y_band)
  end
end

-- ---- one below the other
local function down_ticks(chart, pdf, scale, x)
  local px = (scale.month(scale.to) - scale.month(scale.from)) / (scale.to - scale.from)
  local tick, every = draw.steps(scale, px, 2.5), draw.steps(scale, px, 14, 12)
  local below = -100
  for n = scale.from, scale.to do
    local y, year = scale.month(n), n % every == 0
    if (n - scale.from) % tick == 0 or n % 12 == 0 and (tick <= 12 or n % tick == 0) then
      draw.rule(pdf, x - (year and n < scale.to and 11 or 3.5), y, x, y, draw.hair)
    end
    local room = scale.month(math.min((n // every + 1) * every, scale.to)) - y
    if (n % every == 0 or n == scale.from) and n < scale.to and y >= below and room >= 11 then
      pdf:text(x - 5, y + draw.up + 1.5, chart.doc:wording("chart.tick", { n = tostring(n // 12) }),
        { align = "right", style = "figure-strong" })
      below = y + 12
    end
  end
end

--- rows and words of the European Union in one list by date, and the width of the widest date
local function by_date(chart, events, words)
  local o, eu = chart.options, chart.options.eu or {}
  local list, dates = {}, 0
  for _, group in ipairs({ { events, o, "figure-strong" }, { words, eu, "figure-eu" } }) do
    for _, e in ipairs(group[1]) do
      prepare(chart, e, group[2], 120, group[3])
      e.eu = group[1] == words
      list[#list + 1] = e
      for _, part in ipairs(e.parts) do
        dates = math.max(dates, part.key == "date" and part.width or 0)
      end
    end
  end
  table.sort(list, function(a, b)
    if a.lo ~= b.lo then
      return a.lo < b.lo
    elseif a.eu ~= b.eu then
      return b.eu
    end
    return a.index < b.index
  end)
  return list, dates
end

--- where axis, lanes, squares, dates and texts stand; more than eight squares of an entry become one
local function down_columns(chart, events, lanes, dates)
  local marks = 1
  for _, e in ipairs(events) do
    e.squares = squares(chart, e, chart.options)
    marks = math.max(marks, e.squares)
  end
  local c = { axis = 32, most = marks > 8 and 1 or marks }
  c.turn = c.axis + lanes * 9
  c.label = c.turn + 28
  c.date = c.label + c.most * draw.pitch + 2
  c.text = c.date + (dates > 0 and dates + 8 or 0)
  c.room = chart.width - c.text
  return c
end

--- sizes of the entries for draw.spread, and their sum
local function down_places(chart, list, room)
  local places, sum = {}, 0
  for i, e in ipairs(list) do
    e.height = 0
    for _, part in ipairs(e.parts) do
      if part.key == "text" then
        local options = { env = part.env, format = part.format, width = room }
        part.width, part.height = chart.doc:measure(part.content, options)
      end
      e.height = math.max(e.height, part.height)
    end
    places[i] = { size = e.height + 1.5 }
    sum = sum + places[i].size
  end
  return places, sum
end

--- the bars of side_by_side, turned: their x is our y
local function down_periods(pdf, scale, periods, x_axis)
  for _, p in ipairs(periods) do
    time.place(scale, p)
    pdf:gsave()
    pdf:concat(0, 1, -1, 0, x_axis + 4 + (p.lane - 1) * 9 + 6, 0)
    draw.period(pdf, p, 0, 6)
    pdf:grestore()
  end
end

local function down_marks(pdf, scale, e, y, c)
  if e.eu then
    draw.triangle(pdf, c.label + 3.25, y + 1.8, 7)
    return
  end
  local from, to = scale.at(e.lo), scale.at(e.hi)
  if not draw.is_uncertain(scale, e) then
    pdf:rectangle(c.axis - 2.5, e.y - 1.25, 5, 2.5)
    pdf:fill()
  else
    draw.box(pdf, c.axis - 3, from, 6, to - from, "unsure")
  end
  for k = 1, math.min(c.most, e.squares) do
    draw.mark(pdf, c.label + (k - 1) * draw.pitch, y + 1.6, draw.square, e.state)
  end
end

local function down_entry(pdf, scale, e, y, c)
  local reach = (e.eu or e.squares > 0) and c.label - 3 or c.date - 4
  draw.leader(pdf, { c.axis, e.y, c.turn + 6, e.y, c.label - 8, y + 5, reach, y + 5 }, e.eu and "red" or nil)
  down_marks(pdf, scale, e, y, c)
  for _, part in ipairs(e.parts) do
    pdf:text(part.key == "date" and c.date or c.text, y + part.up, part.content,
      { env = part.env, style = part.style, format = part.format, width = part.key == "text" and c.room or nil })
  end
end

local function one_below_the_other(chart, events, words, periods, lanes, seen)
  if chart.width < 220 or #events + #words > 48 or lanes > 4 then
    return nil
  end
  local list, dates = by_date(chart, events, words)
  local c = down_columns(chart, events, lanes, dates)
  local places, sum = down_places(chart, list, c.room)
  local key, show_key = time.key(chart, seen)
  local height = key + math.max(sum * 1.03, 80)
  if height > tall then
    return nil
  end
  local scale = draw.scale(chart, chart.all, key + 2, height - key - 4)
  for i, e in ipairs(list) do
    e.y = (scale.at(e.lo) + scale.at(e.hi)) / 2
    places[i].at = e.y - 5
  end
  draw.spread(places, 0, key, height)
  note_dates(chart, scale, events, periods)
  return height, function(pdf)
    show_key(pdf, 0)
    draw.rule(pdf, c.axis, scale.x, c.axis, scale.x + scale.width, draw.thin)
    down_ticks(chart, pdf, scale, c.axis)
    down_periods(pdf, scale, periods, c.axis)
    for i, e in ipairs(list) do
      down_entry(pdf, scale, e, places[i].at, c)
    end
  end
end

-- ---- squares in bins of time
--- how many months a bin has so that a square has room in it
local function bin_months(scale, pitch)
  local px = scale.width / (scale.to - scale.from)
  for _, n in ipairs({ 1, 2, 3, 4, 6, 12, 24, 60, 120, 240, 600, 1200, 2400 }) do
    if n >= scale.step and px * n >= pitch then
      return n
    end
  end
  return scale.to - scale.from
end

local function bin_of(scale, months, day)
  local lo, hi = 0, (scale.to - scale.from) // months
  while lo < hi do -- the last bin that begins on or before the day
    local middle = (lo + hi + 1) // 2
    local n = scale.from + middle * months
    if rows.first_of(n // 12, n % 12 + 1) <= day then
      lo = middle
    else
      hi = middle - 1
    end
  end
  return lo
end

--- entries as squares, stacked where they lie; periods and words of the European Union as in a timeline
function time.density(chart, events, words, periods, lanes, seen)
  local W = chart.width
  local key, show_key = time.key(chart, seen)
  local scale = draw.scale(chart, chart.all, 0, W)
  local f = foot(chart, words, scale)
  local months = bin_months(scale, draw.pitch)
  local bins, most = {}, 1
  for _, e in ipairs(events) do
    local i = bin_of(scale, months, (e.lo + e.hi) // 2)
    bins[i] = bins[i] or { yes = 0, unsure = 0, no = 0, n = 0 }
    bins[i][e.state] = bins[i][e.state] + 1
    bins[i].n = bins[i].n + 1
    most = math.max(most, bins[i].n)
  end
  local per = draw.round_up(most / 18)
  local stack = 1
  for _, bin in pairs(bins) do
    stack = math.max(stack, -(-bin.yes // per) - -bin.unsure // per - -bin.no // per)
  end
  if lanes > 8 then
    periods, lanes = {}, 0
  end
  for _, p in ipairs(periods) do
    time.place(scale, p)
  end
  label_periods(chart, scale, periods, chart.options.periods or {}, {})
  local y_band = key + stack * draw.pitch + 4
  local y_axis = y_band + lanes * (band + 2)
  chart.note("chart.note.density")
  if per > 1 then
    chart.note("chart.note.scale", { n = fmt.integer(per) })
  end
  if #words > 0 and not f.named then
    chart.note("chart.note.words")
  end
  return y_axis + f.height, function(pdf)
    show_key(pdf, 0)
    for i = 0, (scale.to - scale.from) // months do
      local bin, level = bins[i], 0
      local x = bin and math.min(scale.month(scale.from + i * months) + 1, W - draw.square)
      for _, state in ipairs({ "yes", "unsure", "no" }) do
        for _ = 1, bin and -(-bin[state] // per) or 0 do
          level = level + 1
          draw.mark(pdf, x, y_band - 2 - level * draw.pitch, draw.square, state)
        end
      end
    end
    show_periods(pdf, periods, y_band)
    f.show(pdf, y_axis)
    show_labels(pdf, periods, y_band)
  end
end

--- height and drawing of a timeline
function time.lay(chart, events, words, periods, seen)
  local lanes = time.lanes(periods)
  local height, show = side_by_side(chart, events, words, periods, lanes, seen)
  if not height then
    height, show = one_below_the_other(chart, events, words, periods, lanes, seen)
  end
  if not height then
    height, show = time.density(chart, events, words, periods, lanes, seen)
  end
  return height, show
end

return time
