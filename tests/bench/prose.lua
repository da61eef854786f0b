--- Some 700 pages of prose, as tests/bench/inputs.awk makes it.
local report = {
  id = "prose", title = "Prose", api = 1, levels = { "public" }, evidence = "none",
  queries = { blocks = "select kind, body from prose order by cast(n as integer)" },
}
local levels = { h1 = 1, h2 = 2 }

function report.load(data)
  return { blocks = data.rows("blocks") }
end

function report.render(doc, d)
  doc:title("Prose")
  for _, block in ipairs(d.blocks) do
    local level = levels[tostring(block.kind)]
    if level then
      doc:heading(level, block.body)
    else
      doc:paragraph(block.body)
    end
  end
end

return report
