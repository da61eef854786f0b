--- Bars: periods or numbers one below the other, and both when they are too many to have a line each.

local rows = require("chart.rows")
local draw = require("chart.draw")
local time = require("chart.time")
local fmt = require("fmt")

local bars = {}

local tall = 620 -- [points] no figure is higher
local most_lines = 48

--- names at the left: their width, and the line of each
local function names(chart, list, style, most)
  local wide, tallest = 0, 0
  for _, e in ipairs(list) do
    e.content, e.env, e.format = rows.content(e.row, chart.options.label)
    if e.content ~= nil then
      local w, h, up = chart.doc:measure(e.content, { env = e.env, style = style, format = e.format, width = most })
      e.height, e.up = h, up
      wide, tallest = math.max(wide, w), math.max(tallest, h)
    end
  end
  return wide, tallest
end

local function print_name(pdf, e, y, pitch, style, width)
  if e.content ~= nil then
    local options = { env = e.env, style = style, format = e.format, width = width }
    pdf:text(0, y + (pitch - e.height) / 2 + e.up, e.content, options)
  end
end

local function lines(chart, list)
  local small = chart.options.small or #list > 18 or chart.width < 240
  return small and "figure-text" or "figure-name", small and 11.5 or 15, small and 6 or 8
end

-- ---- axis of numbers, upwards
--- the top of the axis, and its steps: three to five of them, in whole numbers
local function number_scale(most)
  local step = draw.round_up(most / 4)
  return -(-most // step) * step, step
end

local function number_axis(chart, pdf, x, y, width, height, top, step)
  for n = 0, top, step do
    local at = y - n / top * height
    draw.rule(pdf, x, at, x + width, at, n == 0 and draw.thin or draw.hair)
    local name = chart.doc:wording("chart.tick", { n = fmt.integer(n) })
    pdf:text(x - 4, at + 2.9, name, { align = "right", width = x - 4 })
  end
end

-- ---- periods
--- how many are under way in each part of the time
local function under_way(chart, list)
  local W, height, left = chart.width, 110, 26
  local scale = draw.scale(chart, list, left, W - left)
  local n = math.min((scale.to - scale.from) // scale.step * 4, math.floor(scale.width / 3))
  local counts, most = {}, 1
  for i = 1, n do
    counts[i] = 0
  end
  for _, e in ipairs(list) do
    local to = e.open and scale.hi or e.hi
    local first = math.floor((e.lo - scale.lo) / (scale.hi - scale.lo) * n) + 1
    local last = math.min(n, math.floor((to - scale.lo) / (scale.hi - scale.lo) * n) + 1)
    for i = first, last do
      counts[i] = counts[i] + 1
      most = math.max(most, counts[i])
    end
  end
  local top, step = number_scale(most)
  local y = height + 6
  chart.note("chart.note.under-way")
  return y + scale.height + 4, function(pdf)
    number_axis(chart, pdf, left, y, W - left, height, top, step)
    local outline = { left, y } -- steps
    for i = 1, n do
      local at = y - counts[i] / top * height
      for _, x in ipairs({ left + (i - 1) / n * scale.width, left + i / n * scale.width }) do
        outline[#outline + 1], outline[#outline + 2] = x, at
      end
    end
    pdf:gsave()
    pdf:set_line_width(1.25)
    pdf:set_line_join("bevel")
    pdf:move_to(outline[1], outline[2])
    for i = 3, #outline, 2 do
      pdf:line_to(outline[i], outline[i + 1])
    end
    pdf:stroke()
    pdf:grestore()
    draw.axis(chart, pdf, scale, y, {})
  end
end

--- texts of the periods, as far as they have room in a line
local function texts(chart, list, room)
  for _, e in ipairs(list) do
    local content, env, how = rows.content(e.row, chart.options.text)
    if content ~= nil then
      local width = chart.doc:measure(content, { env = env, format = how })
      if width + 6 <= room then
        e.said = { content = content, width = width, options = { env = env, format = how } }
      else
        chart.no_room()
      end
    end
  end
end

--- the text of a period: right of its bar, else left of it, else over it
local function print_text(chart, pdf, e, left, baseline)
  local said = e.said
  if not said then
    return
  end
  local x = e.x2 + 5
  if x + said.width > chart.width then
    x = e.x1 - 5 - said.width
  end
  if x < left then
    x = math.max(left, math.min((e.x1 + e.x2 - said.width) / 2, chart.width - said.width - 3))
  end
  draw.on_white(pdf, x, baseline, said.width, said.content, said.options)
end

local function periods_in_lines(chart, list)
  local style, pitch, thick = lines(chart, list)
  local wide, tallest = names(chart, list, style, chart.width * 0.36)
  pitch = math.max(pitch, tallest + 2)
  local left = math.ceil(wide) + 12
  local scale = draw.scale(chart, list, left, chart.width - left)
  local y_axis = #list * pitch + 3
  local height = y_axis + scale.height + 2
  if height > tall or chart.width - left < 40 then
    return nil
  end
  texts(chart, list, chart.width - left)
  local px = (scale.month(scale.to) - scale.month(scale.from)) / (scale.to - scale.from)
  local every = draw.steps(scale, px, 30, 12)
  for _, e in ipairs(list) do
    if e.lo ~= e.lo_hi or (not e.open and e.hi_lo ~= e.hi) then
      chart.note("chart.note.uncertain-end")
    end
    if e.open then
      chart.note("chart.note.open")
    end
  end
  return height, function(pdf)
    for n = scale.from + 1, scale.to - 1 do -- years through all lines
      if n % every == 0 then
        draw.rule(pdf, scale.month(n), 0, scale.month(n), y_axis, draw.hair)
      end
    end
    for i, e in ipairs(list) do
      local y = (i - 1) * pitch
      time.place(scale, e)
      print_name(pdf, e, y, pitch, style, left - 6)
      draw.period(pdf, e, y + (pitch - thick) / 2, thick)
      print_text(chart, pdf, e, left, y + (pitch - draw.line) / 2 + draw.up)
    end
    draw.axis(chart, pdf, scale, y_axis, {})
  end
end

function bars.intervals(chart, list)
  local height, show
  if #list <= most_lines then
    height, show = periods_in_lines(chart, list)
  end
  if not height then
    height, show = under_way(chart, list)
  end
  return height, show
end

-- ---- numbers
local function thin_bars(chart, list, most)
  local W, height, left = chart.width, 110, 30
  local per = -(-#list // math.floor(W - left))
  local n = -(-#list // per)
  local step = (W - left) / n
  local y = height + 6
  local top, unit = number_scale(most)
  chart.note(per > 1 and "chart.note.bins" or "chart.note.thin", { n = fmt.integer(per) })
  return y + 3, function(pdf)
    number_axis(chart, pdf, left, y, W - left, height, top, unit)
    for i = 1, n do
      local value = 0
      for k = (i - 1) * per + 1, math.min(i * per, #list) do
        value = math.max(value, list[k].value)
      end
      if value > 0 then
        local x = left + (i - 1) * step
        pdf:rectangle(x, y - value / top * height, math.max(0.5, step * 0.75), value / top * height)
        pdf:fill()
      end
    end
  end
end

local function bars_in_lines(chart, list, most, seen)
  local o = chart.options
  local style, pitch, thick = lines(chart, list)
  local wide, tallest = names(chart, list, style, chart.width * 0.4)
  pitch = math.max(pitch, tallest + 2)
  local left, numbers = math.ceil(wide) + 10, 0
  for _, e in ipairs(list) do
    e.number, e.number_env = rows.content(e.row, o.value)
    local w = chart.doc:measure(e.number, { style = "figure-strong", env = e.number_env })
    numbers = math.max(numbers, w)
  end
  local room = chart.width - left - numbers - 6
  local key, show_key = time.key(chart, seen)
  local height = key + #list * pitch + 2
  if height > tall or room < 40 then
    return nil
  end
  return height, function(pdf)
    show_key(pdf, 0)
    for i, e in ipairs(list) do
      local y = key + (i - 1) * pitch
      local length = most > 0 and e.value / most * room or 0
      print_name(pdf, e, y, pitch, style, left - 6)
      if length > 0.8 then
        draw.box(pdf, left, y + (pitch - thick) / 2, length, thick, e.state)
      end
      local baseline = y + (pitch - draw.line) / 2 + draw.up
      pdf:text(left + length + 4, baseline, e.number, { style = "figure-strong", env = e.number_env })
    end
    draw.rule(pdf, left, key, left, height - 2, draw.thin)
  end
end

function bars.numbers(chart, list, seen)
  local most = 0
  for _, e in ipairs(list) do
    most = math.max(most, e.value)
  end
  local height, show
  if #list <= most_lines then
    height, show = bars_in_lines(chart, list, most, seen)
  end
  if not height then
    height, show = thin_bars(chart, list, math.max(most, 1))
  end
  return height, show
end

return bars
