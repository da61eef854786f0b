-- A document in which nothing can be seen.
-- expect: bounded
local report = { id = "doc-invisible", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("&shy;")
  doc:heading(1, "&#x200b;")
  doc:paragraph("[](https://x.test) &shy;")
  doc:list({ "-", "&nbsp;" })
  doc:table { rows = { { a = "\u{ad}" } }, columns = { { head = "&shy;", field = "a" } } }
end
return report
