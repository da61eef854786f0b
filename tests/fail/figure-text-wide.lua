-- run: --data csv
local report = { id = "x", title = "X", api = 1, levels = { "public" }, evidence = "none" }
function report.render(doc)
  doc:title("X")
  doc:figure { height = 10, alt = "x", draw = function(pdf)
    pdf:text(400, 9, "a text that is given more width than there is", { width = 300 })
  end }
end
return report
