-- Sixty-four columns of words of a thousand letters.
-- expect: bounded
local report = { id = "table-words-long", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local c = {}
  for i = 1, 12 do c[i] = { head = "H", field = "a" } end
  doc:table { rows = { { a = ("w"):rep(1000) }, { a = ("m"):rep(90000) } }, columns = c }
end
return report
