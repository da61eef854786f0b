-- A heading and what may follow it, at every height of a page: t-shapes moves it down line by line and lints it.
local report = { id = "shapes", title = "Shapes", api = 1, levels = { "public" }, evidence = "none",
  params = {
    lines = { type = "integer", default = 0, help = "small lines above the heading" },
    sentences = { type = "integer", default = 1, help = "of each paragraph below it" },
    shape = { type = "choice", default = "paragraph", help = "what follows the heading", choices = {
      "paragraph", "heading", "list", "numbered", "table", "columns", "box", "side", "line", "short", "rule", "tile",
    } },
  } }

local sentence = "The quick brown fox jumps over the lazy dog and goes home. "

function report.load(_, p) return p end

local shapes = {}
function shapes.paragraph(doc, text) doc:paragraph(text) end
function shapes.heading(doc, text)
  doc:heading(2, "Below it another")
  doc:paragraph(text)
end
function shapes.list(doc, text) doc:list({ "one", "two " .. text, "three\n\n- a\n- " .. text }) end
function shapes.numbered(doc, text) doc:list({ text, text }, nil, { numbered = true }) end
function shapes.table(doc, text)
  doc:table { caption = "A caption", rows = { { a = "1", b = text }, { a = "2", b = "x" }, { a = "3", b = text } },
    columns = { { head = "A", field = "a" }, { head = "B", field = "b" } } }
end
function shapes.columns(doc, text)
  doc:columns({ 0, 0 }, {
    function() doc:heading(2, "Left") doc:paragraph(text) end,
    function() doc:heading(2, "Right") doc:paragraph("short") end,
  })
end
function shapes.box(doc, text)
  doc:box("box", function() doc:paragraph(text) doc:paragraph("the end of the box") end)
end
function shapes.side(doc, text)
  doc:columns({ 67, 0 }, {
    function() doc:heading(2, "Side", nil, { style = "side-heading" }) end,
    function() doc:paragraph(text) end,
  })
end
function shapes.line(doc, text)
  doc:paragraph("One line.")
  doc:heading(1, "The next heading")
  doc:paragraph(text)
end
function shapes.short(doc, text)
  doc:paragraph("One line.")
  doc:paragraph(text)
end
function shapes.rule(doc, text)
  doc:rule()
  doc:paragraph(text)
end
function shapes.tile(doc, text)
  doc:section(function()
    doc:tile { value = "12", label = "things", note = "of one kind" }
    doc:paragraph(text)
  end)
end

function report.render(doc, _, p)
  doc:title("Shapes")
  for i = 1, p.lines do doc:paragraph("line " .. i, nil, { style = "source" }) end
  doc:heading(1, "A heading")
  shapes[p.shape](doc, sentence:rep(p.sentences))
  for _ = 1, 16 do doc:paragraph(sentence:rep(6)) end
end
return report
