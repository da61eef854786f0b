-- Tables of all kinds: numbers on their decimal marks, groups, notes, words wider than their columns, rows that come
-- while they are laid out.
local report = { id = "tables", title = "Tables", api = 1, levels = { "public" }, evidence = "none" }

report.queries = {
  measures = [[
    with m(i, place, name, amount) as (values
      (1, 'Almaty', 'Alpha', '12.5'), (2, 'Almaty', 'Beta', '7'), (3, 'Almaty', 'Gamma', '1,234.125'),
      (4, 'Taraz', 'Delta', 'not known'),
      (5, 'Taraz', 'Epsilon', '.5'), (6, null, 'Zeta', '3.14159'), (7, 'Astana', 'Eta', null))
    select i, place, name, amount from m order by i ]],
  many = [[
    with recursive n(i) as (select 1 union all select i + 1 from n where i < 450)
    select i as number, 'Part ' || (i / 60 + 1) as part, i * i * i as cube, 'row ' || i as label from n order by i ]],
  none = [[ select 1 as number, 2 as part, 3 as cube, 4 as label where 0 order by 1 ]],
}

function report.load(data)
  return { measures = data.rows("measures"), many = data.source("many"), none = data.source("none") }
end

local measures = {
  { head = "Name", field = "name", header = true }, { head = "Amount", field = "amount", align = "decimal" },
  { head = "In a column too narrow for its words", field = "amount", width = 5 },
  { head = "The same on the mark", field = "amount", align = "decimal", share = 1 },
}
local many = {
  { head = "Number", field = "number", align = "right" }, { head = "Cube", field = "cube", align = "decimal" },
  { head = "Label", cell = "{label} {unit}" },
}

function report.render(doc, d)
  doc:title("Tables")
  doc:table { caption = "Measures", rows = d.measures, columns = measures, group = "place",
    notes = { "A note has a sentence. And another.", "A second note." } }
  doc:heading(1, "None")
  doc:table { caption = "Not printed", rows = d.none, columns = many, notes = "Not printed either.",
    empty = "There are none.", env = { unit = "" } }
  doc:columns({ 0, 0 }, {
    function() doc:table { rows = d.measures, columns = { measures[1], measures[2] } } end,
    function()
      doc:box("box", function()
        doc:table { rows = d.none, columns = many, env = { unit = "" } }
        doc:table { rows = d.measures, shorten = { rank = 1, least = 2 }, columns = { measures[1], measures[2] } }
      end)
    end,
  })
  doc:table { caption = "Many", rows = d.many, columns = many,
    group = { field = "part", head = "*{part}*, from {number} on" },
    env = { unit = "units" }, notes = "This is the end." }
end
return report
