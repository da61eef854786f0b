-- run: --date 2026-06-01 --data csv
local report = { id = "missing-glyph", title = "missing-glyph", api = 1, levels = { "meeting" }, evidence = "none",
  queries = {  } }
function report.load(data, p) return {} end
function report.render(doc, d, p)
  doc:title("x") doc:paragraph("A letter of Deseret: 𐐷")
end
return report
