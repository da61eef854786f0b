-- run: --data csv
local report = { id = "wide-share", title = "wide-share", api = 1, levels = { "meeting" }, evidence = "none",
  queries = { q = [[ select id, word from word order by id ]] } }
function report.load(data, p) return { rows = data.rows("q") } end
function report.render(doc, d, p)
  doc:title("T")
  doc:table { rows = d.rows, columns = { { head = "A", field = "word", share = 2147483647 } } }
end
return report
