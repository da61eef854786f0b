local report = { id = "part-in-box", title = "part-in-box", api = 1, levels = { "meeting" }, evidence = "none" }
function report.render(doc)
  doc:title("x")
  doc:box("box", function()
    doc:budget({ pages = 1 }, function() doc:paragraph("inside") end)
  end)
end
return report
