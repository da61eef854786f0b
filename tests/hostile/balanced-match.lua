-- %b looks through the rest of the text from each of a million brackets.
-- expect: limit time
local report = { id = "balanced-match", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  return (("("):rep(4000000)):find("%b()") -- here
end
return report
