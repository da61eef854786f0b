-- Parts with a page budget, shortened lists, grids, areas, references and the table of contents.
local report = { id = "blocks", title = "Blocks", api = 1, levels = { "public" }, evidence = "none" }

local function rows(n)
  local out = {}
  for i = 1, n do
    out[i] = { name = "number " .. i, text = ("word "):rep(1 + i % 5) }
  end
  return out
end

function report.render(doc)
  doc:title("Blocks")
  doc:paragraph("The grid is on page {grid:page}, the [area](#area) comes later.")
  doc:contents { depth = 2 }
  doc:budget({ pages = 1 }, function()
    doc:heading(1, "Grid", nil, { name = "grid" })
    doc:grid {
      rows = rows(90),
      columns = 3,
      shorten = { rank = 5, least = 6 },
      fill = function(row)
        doc:heading(2, "{name}", row)
        doc:paragraph("{text}", row)
      end,
    }
    doc:list({ "first", "second", "third" }, nil, { shorten = { rank = 7 } })
    doc:quote("Said and done.", nil, { by = "somebody" })
  end)
  doc:page_break()
  doc:paragraph("A page of its own.", nil, { keep = "together" })
  doc:page_break()
  doc:heading(1, "Area", nil, { name = "area" })
  doc:area(3, function()
    for _, row in ipairs(rows(30)) do
      doc:paragraph("{name}: {text}", row, { style = "note" })
    end
  end)
  doc:descriptions({ { term = "Cat", text = ("sleeps "):rep(30) }, { term = "Dog", text = "Barks." } }, nil,
    { width = 60 })
end

return report
