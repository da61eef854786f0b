-- A message that would clear the terminal, ring, and begin a line of its own.
-- expect: error
local report = { id = "error-terminal", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  error("\27[2J\a\r\nattest: all is well \u{9b}2J\u{202e}") -- here
end
return report
