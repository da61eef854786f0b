local theme = require("theme")
pcall(function() theme.styles.body.size = 1 end)
return { id = "t", title = "t", api = 1, evidence = "none", pages = 1, render = function(doc)
  doc:title("x")
  for i = 1, 60 do doc:paragraph("Paragraph {i}", { i = i }, { rank = i % 4 + 1, style = "note" }) end
  for i = 1, 9 do pcall(doc.space, doc, i * 1e5) pcall(doc.space, doc, -i) pcall(doc.space, doc, "1e9mm") end
end }
