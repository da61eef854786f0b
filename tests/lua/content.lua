--- CommonMark and placeholders: what doc accepts, and what it says where it does not.

local report = { id = "content", title = "content", api = 1, levels = { "public" }, evidence = "none" }

function report.load(data)
  assert(data.meta("no-such-key") == nil)
  return { n = 3, day = "2021-02-09", who = { name = "A *star*", list = { "one", "two" } } }
end

local function refuses(want, f, ...)
  local ok, message = pcall(f, ...)
  if ok or not message:find(want, 1, true) then
    error("got '" .. tostring(message) .. "', want '" .. want .. "'", 2)
  end
end

function report.render(doc, d)
  local function text(content, env)
    return function()
      doc:paragraph(content, env)
    end
  end
  refuses("the title comes first", function() doc:heading(1, "x") end)
  doc:title("Content {n}", d)
  refuses("has its title already", function() doc:title("x") end)
  refuses("skips one: use level 1", function() doc:heading(2, "x") end)

  doc:paragraph("Plain, *emphasised*, **strong**, ***both***; [a link](https://example.org/a_b) and &amp; an entity.")
  doc:paragraph("{n:words} days from {day:short}, {who.name} and {who.list.2}; \\{not a path}.", d)
  doc:paragraph("Two\n\nparagraphs\\\nand a line end\n\n- one\n- two\n  1. inner\n  2. again\n")
  doc:list({ "first {n}", "second" }, d, { numbered = true })
  doc:section(function()
    doc:heading(1, "Head")
    doc:box("box", function() doc:paragraph("in a box", nil, { style = "note", rank = 1 }) end)
    doc:columns({ "40mm", 0 }, { text("left"), text("right") }, { gutter = "5mm" })
    doc:rule()
    doc:space("4mm")
    doc:blank()
    doc:tile { value = 1234, label = "days", note = "as of {day:long}", env = d }
  end)
  doc:table {
    caption = "A table", rows = { { a = 1, b = "x" }, { a = 20, b = "y" } }, env = d,
    columns = {
      { head = "A", field = "a", align = "right", width = "20mm" },
      { head = "B", cell = "{b} of {n}", share = 1, header = true },
    },
  }
  doc:table { rows = {}, columns = { { head = "A", field = "a" } } }

  refuses("there is no 'm' (did you mean 'n'?)", text("{m}", d))
  refuses("{who} is a table, not a value", text("{who}", d))
  refuses("there is no table to look in", text("{n}"))
  refuses("nothing to look for 'x' in", text("{n.x}", d))
  refuses("'{' must begin a placeholder", text("{ n}", d))
  refuses("'{' must begin a placeholder", text("{n", d))
  doc:paragraph("{n:Words} days, {n:headline}, {n:2}, {n:unmarked} and {who.name:unmarked}.", d)
  refuses("{n:shrot}: ':shrot' is none of day, grade, hash, headline, label, long, month, plain, rests, short, "
    .. "unmarked, verb, words, Words and 0 to 9 (decimal places) (did you mean 'short'?)", text("{n:shrot}", d))
  refuses("is none of day, grade, hash, headline", text("{n:10}", d))
  refuses("{who.name:short}: ':short' does not go with 'A *star*': it is no date", text("{who.name:short}", d))
  refuses("{n:label}: there is no text 'code.n.3' in language 'en': add it to table 'text'", text("{n:label}", d))
  refuses("a heading inside text", text("# x"))
  refuses("a block quotation", text("> x"))
  refuses("code spans are not available", text("`x`"))
  refuses("images are not available", text("![x](https://example.org)"))
  refuses("https: or mailto:", text("[x](http://example.org)"))
  refuses("https: or mailto:", text("[x](javascript:x)"))
  refuses("the content is empty", text(""))
  local function styled(options)
    return function()
      doc:paragraph("x", nil, options)
    end
  end
  refuses("expected the name of a style of the theme, got \"note2\" (did you mean 'note'?)",
    styled({ style = "note2" }))
  refuses("unknown key 'stlye' (did you mean 'style'?)", styled({ stlye = "note" }))
  refuses("doc:paragraph: 'rank': expected a whole number from 1 on, got 0", styled({ rank = 0 }))
  refuses("takes one paragraph", function() doc:heading(1, "a\n\nb") end)
  refuses("expected a length: a number of points or a string", function() doc:space("4 miles") end)
  refuses("doc:paragraph is called with a colon: doc:paragraph(...), not doc.paragraph(...)",
    function() doc.paragraph("x") end)
  refuses("2 widths and 1 functions", function() doc:columns({ 0, 0 }, { text("x") }) end)
  refuses("has exactly one of field, cell and marks", function()
    doc:table { rows = {}, columns = { { head = "x" } } }
  end)
  refuses("nothing to list", function() doc:sources {} end)
  refuses("module 'fmt' is read-only", function() require("fmt").date = nil end)

  -- a description that answers otherwise the second time is read once
  for _, key in ipairs { "rows", "columns" } do
    local first = { rows = { { x = 1 } }, columns = { { head = "x", field = "x" } } }
    local given = { [key == "rows" and "columns" or "rows"] = first[key == "rows" and "columns" or "rows"] }
    doc:table(setmetatable(given, { __index = function(_, k)
      local answer = k == key and first[k] or nil
      first[k] = k == key and 7 or first[k]
      return answer
    end }))
  end

  -- an error that the script catches leaves the document where it was
  local function stop()
    error("stop")
  end
  refuses("stop", function() doc:section(function() doc:columns({ 0 }, { stop }) end) end)
  doc:paragraph("the end")
end

return report
