-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none" }
function report.load() return { rows = {} } end
function report.render(doc, d)
  doc:title("X")
  for _, row in ipairs(d.row) do doc:paragraph(row) end
end
return report
