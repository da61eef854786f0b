--- Shapes that charts share: squares, hatches, triangles, leaders, an axis of dates. Only for scripts/chart.lua.
--
-- Solid is yes, open is no, hatched is uncertain: a copy in black and white says the same. Red is the European Union's
-- part, and always a triangle or bold.

local rows = require("chart.rows")
local language = require("language.en")

local draw = {}

draw.square = 6.5 -- [points] side of a mark
draw.pitch = 8.75 -- [points] from mark to mark
draw.line = 9.75 -- [points] baseline to baseline of figure-text
draw.up = 7.3 -- [points] its first baseline below the top of a line
draw.leader_width, draw.hair, draw.thin = 0.6, 0.5, 1

-- ---- shapes
function draw.hatch(pdf, x, y, width, height, pitch)
  pitch = pitch or 2.6
  pdf:gsave()
  pdf:rectangle(x, y, width, height)
  pdf:clip()
  pdf:end_path()
  pdf:set_line_width(0.7)
  local at = x - height + pitch / 2
  while at < x + width do
    pdf:move_to(at, y + height)
    pdf:line_to(at + height, y)
    at = at + pitch
  end
  pdf:stroke()
  pdf:grestore()
end

--- white with a line around, full, or hatched as far as inset from its edge
local function frame(pdf, x, y, width, height, state, line, inset)
  if state == "yes" then
    pdf:rectangle(x, y, width, height)
    pdf:fill()
    return
  end
  pdf:gsave()
  pdf:set_fill("white")
  pdf:rectangle(x, y, width, height)
  pdf:fill()
  pdf:grestore()
  if state == "unsure" then
    draw.hatch(pdf, x + inset, y + inset, width - 2 * inset, height - 2 * inset)
  end
  pdf:gsave()
  pdf:set_line_width(line)
  if width > 0.8 and height > 0.8 then
    pdf:rectangle(x + line / 2, y + line / 2, width - line, height - line)
    pdf:stroke()
  end
  pdf:grestore()
end

--- a mark of one state with its top left corner at x, y
function draw.mark(pdf, x, y, side, state)
  frame(pdf, x, y, side, side, state, 0.8, 0.4)
end

--- a triangle whose tip touches x, y: it stands below the point, or with above = true upon it
function draw.triangle(pdf, x, y, side, above)
  local base = above and y - side * 0.9 or y + side * 0.9
  pdf:gsave()
  pdf:set_fill("red")
  pdf:move_to(x, y)
  pdf:line_to(x + side / 2, base)
  pdf:line_to(x - side / 2, base)
  pdf:close_path()
  pdf:fill()
  pdf:grestore()
end

function draw.rule(pdf, x1, y1, x2, y2, width)
  pdf:gsave()
  pdf:set_line_width(width or draw.hair)
  pdf:move_to(x1, y1)
  pdf:line_to(x2, y2)
  pdf:stroke()
  pdf:grestore()
end

--- a line through points { x, y, x, y, ... }
function draw.leader(pdf, points, color)
  pdf:gsave()
  pdf:set_line_width(draw.leader_width)
  if color then
    pdf:set_stroke(color)
  end
  pdf:move_to(points[1], points[2])
  for i = 3, #points, 2 do
    pdf:line_to(points[i], points[i + 1])
  end
  pdf:stroke()
  pdf:grestore()
end

--- whether a date is drawn as one that is not known to the day
function draw.is_uncertain(scale, entry)
  return scale.at(entry.hi) - scale.at(entry.lo) >= 3
end

--- a leader with a bend: down from x1, y1 to y2, across to x2, y3, down to y4
function draw.elbow(pdf, x1, y1, y2, x2, y3, y4, color)
  draw.leader(pdf, { x1, y1, x1, y2, x2, y3, x2, y4 }, color)
end

--- a date on the axis: a bar of 2.5 pt for a day, a hatched one as wide as the doubt
function draw.date(pdf, scale, entry, top, bottom)
  local from, to = scale.at(entry.lo), scale.at(entry.hi)
  if not draw.is_uncertain(scale, entry) then
    local middle = math.max(scale.x + 1.25, math.min(scale.x + scale.width - 1.25, (from + to) / 2))
    pdf:rectangle(middle - 1.25, top, 2.5, bottom - top)
    pdf:fill()
  else
    draw.box(pdf, from, bottom - 5, to - from, 5, "unsure")
    draw.leader(pdf, { (from + to) / 2, top, (from + to) / 2, bottom - 5 })
  end
end

--- a box with a line of 0.75 around it: empty, full, or hatched; dashed where its end is open
function draw.box(pdf, x, y, width, height, state)
  frame(pdf, x, y, width, height, state, 0.75, 0)
end

--- A period: x1 to x2, certain from c1 to c2, hatched outside of these; open: its end is not known, and dashed.
function draw.period(pdf, p, y, height)
  local solid = p.open and math.max(p.c1, p.x2 - 12) or p.x2
  pdf:gsave()
  pdf:set_fill("white")
  pdf:rectangle(p.x1, y, math.max(1, p.x2 - p.x1), height)
  pdf:fill()
  pdf:set_line_width(0.75)
  if p.open then
    pdf:move_to(solid, y + 0.375)
    pdf:line_to(p.x1 + 0.375, y + 0.375)
    pdf:line_to(p.x1 + 0.375, y + height - 0.375)
    pdf:line_to(solid, y + height - 0.375)
    pdf:stroke()
    if solid < p.x2 then
      pdf:set_dash({ 2, 1.5 })
      pdf:move_to(solid, y + 0.375)
      pdf:line_to(p.x2, y + 0.375)
      pdf:move_to(solid, y + height - 0.375)
      pdf:line_to(p.x2, y + height - 0.375)
      pdf:stroke()
    end
  end
  pdf:grestore()
  if not p.open then
    draw.box(pdf, p.x1, y, math.max(2, p.x2 - p.x1), height, "no")
  end
  if p.c1 - p.x1 > 1.5 then
    draw.box(pdf, p.x1, y, p.c1 - p.x1, height, "unsure")
  end
  if not p.open and p.x2 - p.c2 > 1.5 then
    draw.box(pdf, p.c2, y, p.x2 - p.c2, height, "unsure")
  end
end

-- ---- the axis of dates
local function year_month(chart, entries, last)
  local day
  for _, entry in ipairs(entries) do
    local at = last and entry.hi or entry.lo
    if not day or (last and at > day) or (not last and at < day) then
      day = at
    end
  end
  -- the year and month of a day: near enough by its number, then to the month
  local y = day * 400 // 146097 - 1
  while rows.first_of(y + 1, 1) <= day do
    y = y + 1
  end
  local m = 1
  while m < 12 and rows.first_of(y, m + 1) <= day do
    m = m + 1
  end
  return y, m
end

--- a scale from x over width points that holds all entries, in whole months, at least four of them
function draw.scale(chart, entries, x, width)
  local y1, m1 = year_month(chart, entries, false)
  local y2, m2 = year_month(chart, entries, true)
  local from, to = y1 * 12 + m1 - 1, y2 * 12 + m2
  while to - from < 4 do
    from, to = from - 1, to + 1
  end
  local step = 1
  for _, s in ipairs({ 1, 3, 12, 60, 120, 600, 1200 }) do
    step = s
    if (to - from) / s <= 60 then
      break
    end
  end
  from, to = from // step * step, -(-to // step) * step
  local lo, hi = rows.first_of(from // 12, from % 12 + 1), rows.first_of(to // 12, to % 12 + 1)
  local scale = { x = x, width = width, from = from, to = to, step = step, lo = lo, hi = hi }
  scale.at = function(day)
    return x + (day - lo) / (hi - lo) * width
  end
  scale.month = function(n)
    return scale.at(rows.first_of(n // 12, n % 12 + 1))
  end
  -- months have names where there is room for them
  scale.named = step == 1 and width / (to - from) >= 24
  scale.height = scale.named and 2 * draw.line + 3 or draw.line + 3
  return scale
end

local function clear(x, width, taken)
  for _, t in ipairs(taken) do
    if x < t[2] + 2 and x + width > t[1] - 2 then
      return t[2] + 3
    end
  end
  return nil
end

--- months between two ticks or names so that each has so many points; at least so many months
function draw.steps(scale, px, room, least)
  local steps = { 1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000 }
  for _, n in ipairs(steps) do
    if n >= scale.step and n >= (least or 1) and px * n >= room then
      return n
    end
  end
  return steps[#steps]
end

--- Line, ticks and names of months and years at height y; taken: spans { from, to } of what hangs on the axis.
function draw.axis(chart, pdf, scale, y, taken)
  local doc = chart.doc
  draw.rule(pdf, scale.x, y, scale.x + scale.width, y, draw.thin)
  local px = (scale.month(scale.to) - scale.month(scale.from)) / (scale.to - scale.from)
  local tick, every = draw.steps(scale, px, 3), draw.steps(scale, px, 30, 12)
  local baseline = y + 3 + draw.up + (scale.named and draw.line or 0)
  local free = scale.x -- where the next year may begin
  --- the first place from x on that is free and leaves room up to the limit
  local function place(content, style, x, limit)
    local width = doc:measure(content, { style = style })
    local pushed = clear(x, width, taken or {})
    while pushed do
      x, pushed = pushed, clear(pushed, width, taken)
    end
    return x + width < math.min(limit, scale.x + scale.width) and x or nil, width
  end
  for n = scale.from, scale.to do
    local x, year = scale.month(n), n % every == 0
    if (n - scale.from) % tick == 0 or n % 12 == 0 and (tick <= 12 or n % tick == 0) then
      draw.rule(pdf, x, y, x, y + (year and n < scale.to and scale.height - 1 or 3.5), draw.hair)
    end
    if scale.named and n < scale.to then
      local name = doc:wording("chart.tick", { n = language.months_short[n % 12 + 1] })
      local at = place(name, "figure-text", x + 2, scale.month(n + 1) - 2)
      if at then
        pdf:text(at, y + 3 + draw.up, name)
      end
    end
    if n < scale.to and (year or (n == scale.from and every == 12)) then
      local name = doc:wording("chart.tick", { n = tostring(n // 12) })
      local next_year = scale.month(math.min((n // every + 1) * every, scale.to))
      local at, width = place(name, "figure-strong", math.max(x + 3, free), next_year)
      if at then
        pdf:text(at, baseline, name, { style = "figure-strong" })
        free = at + width + 3
      end
    end
  end
end

-- ---- labels side by side or one below the other, each as near to where it belongs as its neighbours allow
--- moves places { at, size } apart so that none overlaps and all lie between from and to; the mean shift is least
function draw.spread(places, gap, from, to)
  local blocks = {}
  for i, p in ipairs(places) do
    local block = { first = i, last = i, size = p.size, sum = p.at, n = 1, off = 0 }
    blocks[#blocks + 1] = block
    -- a block's place is the mean of what its members want, less how far they lie within it
    while #blocks > 1 do
      local a, b = blocks[#blocks - 1], blocks[#blocks]
      local at_a, at_b = (a.sum - a.off) / a.n, (b.sum - b.off) / b.n
      at_a = math.max(from, math.min(to - a.size, at_a))
      at_b = math.max(from, math.min(to - b.size, at_b))
      if at_a + a.size + gap <= at_b then
        break
      end
      a.off = a.off + b.off + b.n * (a.size + gap)
      a.sum, a.n = a.sum + b.sum, a.n + b.n
      a.size, a.last = a.size + gap + b.size, b.last
      blocks[#blocks] = nil
    end
  end
  for _, block in ipairs(blocks) do
    local at = math.max(from, math.min(to - block.size, (block.sum - block.off) / block.n))
    for i = block.first, block.last do
      places[i].at = at
      at = at + places[i].size + gap
    end
  end
end

--- text with white behind it, where lines pass
function draw.on_white(pdf, x, baseline, width, content, options)
  pdf:gsave()
  pdf:set_fill("white")
  pdf:rectangle(x - 1.5, baseline - draw.up + 0.5, width + 3, draw.line - 1)
  pdf:fill()
  pdf:grestore()
  pdf:text(x, baseline, content, options)
end

--- 1, 2, 5, 10, ...: the first of them that is not below n; always an integer
function draw.round_up(n)
  local unit = 1
  while true do
    for _, k in ipairs({ 1, 2, 5 }) do
      if k * unit >= n then
        return k * unit
      end
    end
    unit = unit * 10
  end
end

return draw
