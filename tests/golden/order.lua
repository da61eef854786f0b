-- What reading order has to get right: lists, columns side by side, a table whose head stands again on the next page,
-- links, and a paragraph that goes over a page end. tests/pdf/order/order.txt is what a reader hears of it.
local report = { id = "order", title = "Reading order", api = 1, levels = { "public" }, evidence = "none",
  queries = { weeks = [[
    with recursive n(i) as (select 1 union all select i + 1 from n where i < 40)
    select i as week, i * 3 as calls, 'week ' || i || ' had ' || (i * 3) || ' calls' as note from n order by i ]] } }

local filler = "A long paragraph goes on at the top of the next page, "
  .. "and who hears the document should not notice that. "

function report.load(data) return { weeks = data.rows("weeks", {}) } end

function report.render(doc, d)
  doc:title("Reading order")
  doc:paragraph("The first paragraph has **bold**, *slanted* and [linked words](https://example.org/one) "
    .. "in it, and it takes three lines, of which none may be parted from the others; "
    .. "where its second line ends, there stands "
    .. "[a link that goes on in the third line](https://example.org/three), and then it is over.")
  doc:heading(1, "Lists")
  doc:paragraph("A list with dots and a list within it:\n\n- apples\n- pears\n  - green pears\n  - red pears\n- plums")
  doc:list({ "first step", "second step, which [leads elsewhere](https://example.org/two)" }, nil, { numbered = true })
  doc:heading(1, "Columns")
  doc:columns({ 0, 0 }, {
    function()
      doc:heading(2, "Left")
      doc:paragraph("The left column is read to its end before the right one, "
        .. "although its second line stands beside a line of the other.")
      doc:paragraph("This is its last paragraph.")
    end,
    function()
      doc:heading(2, "Right")
      doc:paragraph("The right column comes next.")
    end,
  })
  doc:heading(1, "A table over two pages")
  doc:table { caption = "Calls by week", rows = d.weeks, columns = {
    { head = "Week", field = "week", align = "right", header = true },
    { head = "Calls", field = "calls", align = "right" },
    { head = "What was noted", field = "note" } } }
  doc:heading(1, "After the table")
  doc:paragraph("A word with a zero\u{200B}width space in it, and the line ends after that.")
  doc:paragraph(string.rep(filler, 60) .. "Its last sentence is another one.")
  doc:paragraph("The last words.")
end
return report
