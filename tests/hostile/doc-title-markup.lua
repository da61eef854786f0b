-- A title that means something in every language around it.
-- expect: bounded
local report = { id = "doc-title-markup", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("\\*a\\* ]]> &lt;b&gt; )(( /Type <</A>> %25 endobj \\{x\\} 1\\. \\# &#10; \\> {a}", { a = "&amp; - # *" })
  for _ = 1, 3 do doc:space(700) end
end
return report
