local report = { id = "part-too-long", title = "part-too-long", api = 1, levels = { "meeting" }, evidence = "none" }
function report.render(doc)
  doc:title("x")
  doc:budget({ pages = 1 }, function()
    for i = 1, 200 do doc:paragraph("line " .. i) end
  end)
end
return report
