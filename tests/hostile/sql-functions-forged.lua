-- Arguments that are none: huge, of another type, with a NUL, in another place.
-- expect: error day_number(): an argument is not text
local report = { id = "sql-functions-forged", title = "Hostile", api = 1, evidence = "strict", levels = { "meeting" },
  queries = {
    a = [[select bounds(x'3230', 'lo'), certainly_before(1e308, -1), day_shift('2021-02-01', -32)
      from act where certainly_before(start_e, zeroblob(4)) order by 1]],
    b = [[select day_number('2021-02-01', '2021-02-02' || char(0) || x'ff') as n]] } }
function report.load(data)
  pcall(data.rows, "a")
  data.rows("b") -- here
  return {}
end
function report.render(doc, d)
  doc:title(d)
end
return report
