-- A loop without a loop's keyword.
-- expect: limit time
::top::
goto top -- here
local report = { id = "repeat-goto", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
end
return report
