-- Runs of backticks, each longer than the last.
-- expect: bounded
local report = { id = "markdown-backticks", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t = {}
  for i = 1, 440 do t[i] = ("`"):rep(i) end
  doc:paragraph(table.concat(t, " "))
end
return report
