-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none",
  queries = { words = [[ select id, word, nullif(lang, 'Greek') as other from word order by id ]] } }
local function inner(row) return row.wrod end
local function outer(rows)
  local first = inner(rows[1])
  return first
end
function report.load(data) return { rows = data.rows("words") } end
function report.render(doc, d)
  doc:title("X")
  outer(d.rows)
end
return report
