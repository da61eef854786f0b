--- All charts over the same rows, as many as asked: events that are nobody's. Each golden names a number.

local chart = require("chart")

-- i-th entry: a date that runs on unevenly, each fifth one known to its month only, each ninth without one
local entries = [[
  with recursive n(i) as (select 1 where :n > 0 union all select i + 1 from n where i < :n),
  m(i, month, dom) as (select i, i * 46 / max(:n, 8) + 2, i * i % 23 + 1 from n),
  -- months of a period's end: hence, and a month later for every third
  e(i, month, dom, later) as (select i, month, dom, month + 1 + i * 37 % 10 from m),
  d(i, day, month, to_lo, to_hi) as (select i,
    (2019 + month / 12) || '-' || substr('0' || (month % 12 + 1), -2) || '-' || substr('0' || dom, -2),
    (2019 + month / 12) || '-' || substr('0' || (month % 12 + 1), -2),
    (2019 + later / 12) || '-' || substr('0' || (later % 12 + 1), -2) || '-05',
    (2019 + (later + (i % 3 = 0)) / 12) || '-' || substr('0' || ((later + (i % 3 = 0)) % 12 + 1), -2) || '-05' from e)
  select i, 'Item ' || i as name, 'Group ' || (i * 7 % 9 + 1) as team,
    case when i % 9 = 0 and :n > 1 then null when i % 5 = 0 then month || '-01' else day end as start_lo,
    case when i % 9 = 0 and :n > 1 then null when i % 5 = 0 then month || '-28' else day end as start_hi,
    case when i % 9 = 0 and :n > 1 then 'no date' when i % 5 = 0 then month else day end as start_e,
    case when i % 7 <> 0 then to_lo end as end_lo, case when i % 7 <> 0 then to_hi end as end_hi,
    case i % 4 when 0 then 'no' when 3 then 'unsure' else 'yes' end as state,
    case when i % 6 = 0 then 'a note' end as note, i * i * 13 % 97 as amount, 1 + i % 4 as squares
  from d order by i ]]

local words = [[
  select '2019-06-20' as start_lo, '20 June 2019' as day, 'A first word, which takes two lines of its column' as said
  union all select '2020-11-26', '26 Nov 2020', 'A second word' union all select '2021-02-11', '11 Feb 2021', 'A third'
  order by start_lo ]]

local periods = [[
  select '2020-01-01' as start_lo, '2020-02-20' as start_hi, '2021-11-01' as end_lo, '2022-01-15' as end_hi,
    'A long period' as said ]]

return function(n)
  local report = {
    id = "charts-" .. n, title = "Charts of " .. n, api = 1, levels = { "public" }, evidence = "none",
    queries = { entries = entries, words = words, periods = periods },
  }
  function report.load(data)
    return { rows = data.rows("entries", { n = n }), words = data.rows("words"), periods = data.rows("periods") }
  end
  function report.render(doc, d)
    local eu = { rows = d.words, date = "day", text = "said", label = "What was said" }
    local band = { rows = d.periods, text = "said" }
    local few = n <= 14
    doc:title("Charts of {n}", { n = n })
    chart.timeline(doc, {
      rows = d.rows, date = "start_e", text = "{name} of {team}", state = "state", count = "squares", yes = "done",
      no = "open", unsure = "uncertain", eu = eu, periods = band, table = few, caption = "A timeline",
    })
    chart.dots(doc, {
      rows = d.rows, label = "team", date = few and "start_e" or nil, note = "note", state = "state", yes = "done",
      no = "open", unsure = "uncertain", eu = eu, periods = band, row_total = "amount", column_total = "i", total = n,
      total_label = "All of them", divider = "2021-01-01", table = false, caption = "Dots",
    })
    chart.dots(doc, { rows = d.rows, label = "name", state = "state", table = false, caption = "Dots by name" })
    chart.intervals(doc, { rows = d.rows, label = "name", text = "{team}", table = false, caption = "Intervals" })
    chart.bars(doc, {
      rows = d.rows, label = "{name} of {team}", value = "amount", state = "state", table = n == 1, caption = "Bars",
    })
    doc:columns({ 0, 0, 0, 0 }, {
      function() chart.units(doc, { rows = d.rows, state = "state", label = "name", table = false }) end,
      function() chart.units(doc, { filled = n, yes = "done", open = 1, no = "open" }) end,
      function() chart.timeline(doc, { rows = d.rows, text = "name", table = false }) end,
      function() chart.intervals(doc, { rows = d.rows, label = "name", table = false }) end,
    })
  end
  return report
end
