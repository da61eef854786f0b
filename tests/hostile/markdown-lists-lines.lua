-- Lists in lists, each on a line of its own.
-- expect: bounded
local report = { id = "markdown-lists-lines", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t = {}
  for i = 0, 3000 do t[#t + 1] = (" "):rep(2 * i) .. "- x" end
  doc:paragraph(table.concat(t, "\n"))
end
return report
