-- run: --data csv --level public
local report = { id = "claims-without-claims", title = "claims-without-claims", api = 1, levels = { "public" }, evidence = "strict",
  queries = { q = [[ select id, word from word order by id ]] } }
function report.load(data, p) return { rows = data.rows("q") } end
function report.render(doc, d, p)
  doc:title(d.rows[1].word)
end
return report
