-- run: --data csv
local report = { id = "default-table", title = "default-table", api = 1, levels = { "meeting" }, evidence = "none", params = { x = { type = "text", default = {} } },
  queries = { q = [[ select id, word from word order by id ]] } }
function report.load(data, p) return { rows = data.rows("q") } end
function report.render(doc, d, p)
  doc:title("T")
end
return report
