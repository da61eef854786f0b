-- %q of a text as large as the limit.
-- expect: limit
local report = { id = "format-huge", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local s = ("\0"):rep(20000000)
  return ("%q%q"):format(s, s)
end
return report
