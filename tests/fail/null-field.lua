-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none",
  queries = { words = [[ select id, word, nullif(lang, 'Greek') as other from word order by id ]] } }

function report.load(data) return { rows = data.rows("words") } end
function report.render(doc, d)
  doc:title("X")
  for _, row in ipairs(d.rows) do
    local other = row.other
    doc:paragraph("in " .. other)
  end
end
return report
