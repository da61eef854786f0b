-- run: --level public
local report = { id = "x", title = "X", api = 1, levels = { "meeting" }, evidence = "strict",
  queries = { first = [[ select id, title from source order by id limit 1 ]] } }

function report.load(data) return { first = data.row("first") } end
function report.render(doc, d)
  doc:title(d.first.title)
  doc:sources {}
end
return report
