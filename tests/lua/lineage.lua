--- The diagram of lineages with nothing, little and too much to draw. Rows are made by SQL: the shapes are tested.

local lineage = require("lineage")

local report = {
  id = "lineage", title = "lineage", api = 1, levels = { "public" }, evidence = "none",
  params = { n = { type = "integer", default = 0 } },
  queries = {
    -- every fourth was read; eight make a lineage
    nodes = [[
      with recursive i(n) as (select 1 union all select n + 1 from i where n < :n)
      select 's' || n as id, case when n % 3 > 0 then 'Publisher number ' || n end as publisher,
             'A title of some words' as title,
             case when n % 4 = 1 then 'news-direct' else 'stub' end as kind, 'l' || ((n - 1) / 8) as lineage
        from i where :n > 0 order by n]],
    links = [[
      with recursive i(n) as (select 1 union all select n + 1 from i where n < :n)
      select 'k' || n as id, 's' || (n - (n - 1) % 4) as child, 's' || n as parent,
             case n % 4 when 0 then 'relays' when 2 then 'quotes' else 'reprints' end as kind
        from i where n % 4 <> 1
      union all select 'b' || n, 's' || n, 's' || (n + 4), 'shares_passage' from i where n % 8 = 1 and n + 4 <= :n
      union all select 'c' || n, 's' || n, 's' || (n + 1), 'same_publisher' from i where n % 4 = 2 and n + 1 <= :n
      union all select 'd' || n, 's' || n, 's' || (n + 1), 'corrects' from i where n % 4 = 3 and n + 1 <= :n
       order by id]],
    ties = [[ select 's17' as source, 's1' as other union all select 's17', 's5' order by other ]],
  },
}

local texts = setmetatable({}, { __index = function(_, key)
  return (key == "lineage.alt.alone" or key == "lineage.alt.tie") and "{a}: " .. key or key
end })
for _, kind in ipairs({ "relays", "quotes", "reprints", "shares_passage", "same_publisher" }) do
  texts["lineage.by." .. kind] = kind:gsub("_", " ")
  texts["lineage.between." .. kind] = kind:gsub("_", " ")
  texts["lineage.alt." .. kind] = "{a} " .. kind:gsub("_", " ") .. " {b}."
end

local drawn = { 0, 1, 4, 8, 20, 24, 300 }

function report.load(data)
  local d = {}
  for i, n in ipairs(drawn) do
    d[i] = { nodes = data.rows("nodes", { n = n }), links = data.rows("links", { n = n }), ties = data.rows("ties") }
  end
  return d
end

function report.render(doc, d)
  doc:title("Lineages")
  for i in ipairs(drawn) do
    lineage.draw(doc, { nodes = d[i].nodes, links = d[i].links, ties = d[i].ties, texts = texts })
    doc:page_break()
  end
  lineage.draw(doc, { nodes = d[2].nodes, links = {}, texts = texts })
end

return report
