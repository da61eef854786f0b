--- Axes of the report contradictions: days that a check computed, as bars to scale beside what is reported.
--
-- What draws an axis is made from what report.load made and from findings of data.findings(); where a finding has no
-- days there is none.

local chart = require("chart")

local axes = {}

--- bars one below the other; who hears the page hears each with its days
local function bars(t, name, rows, text)
  local alt = { t["axis." .. name .. ".alt"] }
  for _, row in ipairs(rows) do
    alt[#alt + 1] = { t["axis.alt.item"], env = row }
  end
  return function(doc)
    chart.intervals(doc, {
      rows = rows, label = function(row) return row.label end, text = text,
      from = "lo", from_hi = "lo", to = "hi", to_hi = "hi", caption = t["axis." .. name .. ".caption"], alt = alt,
      table = false, small = true,
    })
  end
end

--- a term as ordered, beside what is reported of its end
local function term(d, f)
  local t, y = d.t, d.terms[f.row.value] and d.terms[f.row.value][1]
  if f.code.value ~= "DET-03" or not y or not f.lo or not f.hi then
    return nil
  end
  return bars(t, "term", {
    { y = y, label = t["axis.term.ordered"], lo = y.start_lo, hi = f.lo },
    { y = y, label = t["axis.term.reported"], lo = y.start_lo, hi = f.hi },
  }, t["axis.term.until"])
end

--- a day without its year, behind the report that has it
local function day(d, f)
  local t, y = d.t, d.days[f.row.value] and d.days[f.row.value][1]
  if f.code.value ~= "DAT-05" or not y or not f.lo then
    return nil
  end
  return bars(t, "day", {
    { y = y, label = t["axis.day.speaks"], text = t["axis.day.event"], lo = y.start_lo, hi = y.start_hi },
    { y = y, label = t["axis.day.report"], text = t["axis.day.published"], lo = y.pub_lo, hi = y.pub_hi },
    { y = y, label = t["axis.day.day"], text = t["axis.day.at"], lo = f.lo, hi = f.hi },
  }, function(row) return row.text end)
end

--- appends what draws the days of a finding, where it has some
function axes.add(drawn, d, f)
  drawn[#drawn + 1] = term(d, f)
  drawn[#drawn + 1] = day(d, f)
end

--- the first day of a protest, as each count, the reported month and all together leave it
function axes.counts(drawn, d, found)
  local t, rows, of, event = d.t, {}, {}, d.counts[1]
  for _, y in ipairs(d.counts) do
    of[y.id.value] = y
  end
  for _, f in ipairs(found) do
    local y = of[f.row.value]
    if f.code.value == "CNT-03" and y and y.event.value == event.event.value then
      rows[#rows + 1] = { y = y, label = t["axis.count"], lo = f.lo or y.start_lo, hi = f.hi }
    elseif f.code.value == "CNT-03" and event and f.row.value == event.event.value then
      rows[#rows + 1] = { label = t["axis.all"], lo = f.lo, hi = f.hi }
    end
  end
  if #rows < 2 then
    return
  end
  table.insert(rows, 1, { label = t["axis.month"], lo = event.start_lo, hi = event.start_hi })
  drawn[#drawn + 1] = bars(t, "counts", rows, t["axis.count.span"])
end

return axes
