-- Markup of another language.
-- expect: bounded
local report = { id = "markdown-html", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("<script>alert(1)</script> <!-- x --> <![CDATA[x]]> <?php ?>")
end
return report
