local q = { "with recursive c(n) as (select 1 union all select n + 1 from c) select count(*) from c", "select hex(name) from pet", "pragma x",
  "select replace(name, '', 'x'), printf('%1000000s', 1) from pet", "select 1; select 2", "select :a, name from pet where name like '%%%%%'", "" }
local queries = {}
for i = 1, #q do queries["q" .. i] = q[i] end
return { id = "s", title = "s", api = 1, evidence = "none", queries = queries,
  load = function(data) for i = 2, #q do pcall(data.rows, "q" .. i, { a = i }) pcall(data.row, "q" .. i) end pcall(data.meta, "x") return {} end,
  render = function(doc) doc:title("x") end }
