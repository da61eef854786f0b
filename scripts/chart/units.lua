--- Rows of small squares, one for each unit: solid is yes, hatched is uncertain, open is no.

local rows = require("chart.rows")
local draw = require("chart.draw")
local fmt = require("fmt")

local units = {}

local order = { "yes", "unsure", "no" }

--- how many of each state: counted from rows, or given as numbers
function units.count(chart, seen)
  local o, counts = chart.options, { yes = 0, unsure = 0, no = 0 }
  for _, row in ipairs(o.rows or {}) do
    local state = rows.state(chart, row, o.state)
    counts[state] = counts[state] + 1
  end
  for state, key in pairs({ yes = "filled", unsure = "hatched", no = "open" }) do
    local given = o[key]
    if type(given) == "userdata" then
      given = given.value
    elseif given ~= nil and chart.sourced then
      rows.fail(chart.call, "'%s': a number of the script's own has no source: give a value of the dataset", key)
    end
    if given ~= nil and (math.type(given) ~= "integer" or given < 0 or given > 1000000) then
      rows.fail(chart.call, "'%s': expected a whole number from 0 to 1,000,000, got %s", key, rows.shown(given))
    end
    counts[state] = counts[state] + (given or 0)
  end
  for state, n in pairs(counts) do
    seen[state] = n > 0 or nil
  end
  return counts
end

--- one square stands for per units: the fewest so that they take no more than so many lines
local function squares(counts, line, most)
  local per = 1
  while true do
    local list = {}
    for _, state in ipairs(order) do
      for _ = 1, -(-counts[state] // per) do
        list[#list + 1] = state
        if #list > line * most then
          break
        end
      end
    end
    if #list <= line * most then
      return per, list
    end
    per = draw.round_up(per + 1)
  end
end

--- words below the squares: under the first of its kind where they have room side by side, else a line each
local function words(chart, list, line)
  local o, items, x = chart.options, {}, 0
  local last
  for i, state in ipairs(list) do
    if state ~= last and o[state] ~= nil then
      local width = chart.doc:measure(o[state], { env = o.env })
      items[#items + 1] = { state = state, x = (i - 1) * draw.pitch, width = width }
    end
    last = state
  end
  local under = #list <= line
  for i, item in ipairs(items) do
    under = under and item.x >= x and item.x + item.width <= chart.width
    x = item.x + item.width + 8
    item.line = i
  end
  return items, under
end

function units.lay(chart, counts)
  local o = chart.options
  local line = math.max(1, math.floor((chart.width + draw.pitch - draw.square) / draw.pitch))
  local per, list = squares(counts, line, o.lines or 6)
  local lines = -(-#list // line)
  local items, under = words(chart, list, line)
  local y = lines * draw.pitch
  local height = y - (draw.pitch - draw.square) + 0.5
  if #items > 0 then
    height = y + (under and 1 or #items) * draw.line + 1
  end
  if per > 1 then
    chart.note("chart.note.scale", { n = fmt.integer(per) })
  end
  return height, function(pdf)
    for i, state in ipairs(list) do
      draw.mark(pdf, (i - 1) % line * draw.pitch, (i - 1) // line * draw.pitch, draw.square, state)
    end
    for i, item in ipairs(items) do
      local top = y + (under and 0 or (i - 1) * draw.line)
      if not under then
        draw.mark(pdf, 0, top + 1.8, 5.7, item.state)
      end
      pdf:text(under and item.x or 9.7, top + draw.up, o[item.state], { env = o.env })
    end
  end
end

return units
