-- Thirty thousand definitions, and as many references to the last.
-- expect: bounded
local report = { id = "markdown-references", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t = {}
  for i = 1, 30000 do t[i] = ("[a%d]: https://x.test/%d"):format(i, i) end
  t[#t + 1] = "\n" .. ("[a30000] "):rep(9000)
  doc:paragraph(table.concat(t, "\n"))
end
return report
