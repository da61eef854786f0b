-- Lists indented by tabs and spaces in all mixtures.
-- expect: bounded
local report = { id = "markdown-tabs", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t = {}
  for i = 1, 4000 do t[i] = ("\t"):rep(i % 9) .. (" "):rep(i % 5) .. (i % 3 == 0 and "1. " or "- ") .. "x" end
  pcall(doc.paragraph, doc, table.concat(t, "\n"))
end
return report
