local report = { id = "pets", title = "Pets", api = 1, levels = { "public" }, evidence = "none", pages = 3 }
report.params = { kind = { type = "choice", choices = { "dog", "cat" }, default = "dog", help = "which" }, n = { type = "integer" },
  day = { type = "date", default = "" }, who = { type = "text", default = "x" } }
report.queries = { all = "select id, name, kind, n from pet order by id", count = "select count(*) as n from pet",
  some = "select name from pet where kind = :kind order by name" }
function report.load(data, p)
  return { pets = data.rows("all"), count = data.row("count"), some = data.rows("some", { kind = p.kind }) }
end
function report.render(doc, d, p)
  doc:title("Our pets")
  doc:heading(1, "All **of them**")
  doc:paragraph("{count.n} pets; {p.kind}", { count = d.count, p = p }, { rank = 2 })
  doc:table { columns = { { head = "Name", field = "name" }, { head = "N", field = "n", align = "right" } }, rows = d.pets,
    empty = "none" }
  doc:list({ "one", "two {n}" }, { n = 2 }, { numbered = true })
  doc:section(function() doc:heading(2, "Some") doc:rule() doc:space("3mm") doc:blank("Name") end)
  doc:columns({ "40mm", 0 }, { function() doc:paragraph("left") end, function() doc:paragraph("right") end })
  doc:box("ask", function() doc:tile { value = d.count.n, label = "pets" } end)
end
return report
