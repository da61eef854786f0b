-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none" }
function report.render(doc)
  doc:title("X")
  doc:measure("\u{10A00}")
end
return report
