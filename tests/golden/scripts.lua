-- One document in Greek, Kazakh Cyrillic and Latin with combining marks, whose middle paragraph goes over the page end.
local report = { id = "scripts", title = "Many scripts", api = 1, levels = { "public" }, evidence = "none",
  queries = { words = [[ select id, lang, word from word order by id ]] } }

local mixed = "The word freedom is Ελευθερία in Greek and Бостандық in Kazakh, spoken in Қазақстан by people who write "
  .. "ә, ғ, қ, ң, ө, ұ, ү, һ and і; in Łódź, Plzeň and Hafnarfjörður they write it otherwise, "
  .. "and a linguist marks x̌, q̇ and r̥̄ with signs that no single letter has. "

function report.load(data) return { rows = data.rows("words", {}) } end

function report.render(doc, d)
  doc:title("Many scripts: Ἀλήθεια, Ақиқат, verite\u{301}")
  doc:heading(1, "Words")
  doc:table { rows = d.rows, columns = {
    { head = "Language", field = "lang" }, { head = "Word", field = "word" } } }
  doc:heading(1, "Μία παράγραφος, бір абзац")
  for _ = 1, 5 do doc:paragraph(string.rep(mixed, 3)) end
  doc:paragraph(string.rep(mixed, 14))
  doc:paragraph("Τέλος. Соңы. Fin.")
end
return report
