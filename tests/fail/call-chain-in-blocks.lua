-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none",
  queries = { words = [[ select id, word, nullif(lang, 'Greek') as other from word order by id ]] } }
local function each(row) error("this row is not good") end
local function all(d)
  for _, row in ipairs(d.rows) do each(row) end
end
function report.load(data) return { rows = data.rows("words") } end
function report.render(doc, d)
  doc:title("X")
  doc:section(function()
    doc:box("box", function() all(d) end)
  end)
end
return report
