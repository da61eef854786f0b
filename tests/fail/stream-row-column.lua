-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none",
  queries = { words = [[ select id, lang, word from word order by id ]] } }

function report.load(data) return { rows = data.rows("words"), source = data.source("words") } end
function report.render(doc, d)
  doc:title("X")
  doc:table { rows = d.source,
    columns = { { head = "Word", field = "wort" } } }
end
return report
