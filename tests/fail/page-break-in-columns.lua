local report = { id = "page-break-in-columns", title = "page-break-in-columns", api = 1, levels = { "meeting" }, evidence = "none" }
function report.render(doc)
  doc:title("x")
  doc:columns({ 0, 0 }, {
    function() doc:page_break() end,
    function() doc:paragraph("right") end,
  })
end
return report
