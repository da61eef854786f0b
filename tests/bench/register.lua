--- A register of 20,000 rows of six columns, as tests/bench/inputs.awk makes it.
local report = {
  id = "register", title = "Register", api = 1, levels = { "public" }, evidence = "none",
  queries = { entries = "select id, date, place, kind, status, note from entry order by id" },
}

function report.load(data)
  return { entries = data.rows("entries") }
end

function report.render(doc, d)
  doc:title("Register")
  doc:table {
    rows = d.entries,
    columns = {
      { head = "Number", field = "id", header = true },
      { head = "Date", field = "date" },
      { head = "Place", field = "place", width = 60 },
      { head = "Kind", field = "kind", width = 54 },
      { head = "Status", field = "status", width = 54 },
      { head = "Note", field = "note", share = 1 },
    },
  }
end

return report
