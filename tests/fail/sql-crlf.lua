-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none",
  queries = {
    words = [[
      select id, word
      from wrod
      order by id
    ]] } }
function report.load(data) return { rows = data.rows("words") } end
function report.render(doc, d) doc:title("X") end
return report
