-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none",
  queries = { words = [[ select id, word, nullif(lang, 'Greek') as other from word order by id ]] } }
local function inner(doc) doc:section(function() error("first") end) end
function report.load(data) return { rows = data.rows("words") } end
function report.render(doc, d)
  doc:title("X")
  local ok, message = pcall(function() inner(doc) end)
  error(message, 0)
end
return report
