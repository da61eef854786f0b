-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none",
  queries = { words = [[ select id, lang, word from word ]] } }

function report.load(data) return { source = data.source("words") } end
function report.render(doc, d)
  doc:title("X")
  doc:table { rows = d.source,
    columns = { { head = "Word", field = "word" } } }
end
return report
