-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none" }
function report.render(doc)
  doc:title("X")
  doc:box("til", function() doc:paragraph("x") end)
end
return report
