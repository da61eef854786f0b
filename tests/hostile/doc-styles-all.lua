-- Every style on everything.
-- expect: bounded
local report = { id = "doc-styles-all", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local styles = { "document", "body", "note", "mark", "masthead", "title", "heading-1", "side-heading", "list", "list-item", "caption",
    "columns", "rule", "box", "blank", "ask-row", "ask-verb", "tiles", "tile", "tile-figure", "cases", "table", "table-head-row",
    "table-row", "table-cell", "sources", "source", "running-head", "running-foot", "head", "foot-right" }
  for _, s in ipairs(styles) do
    local o = { style = s }
    pcall(doc.paragraph, doc, "a **b** *c* [d](https://x.test)", nil, o)
    pcall(doc.list, doc, { "a", "b\n\n- c" }, nil, o)
    pcall(doc.rule, doc, o)
    pcall(doc.section, doc, function() doc:paragraph("x") end, o)
    pcall(doc.box, doc, s, function() doc:rule(o) end)
    pcall(doc.columns, doc, { 0, 30 }, { function() doc:rule() end, function() doc:paragraph("y", nil, o) end }, o)
    pcall(doc.table, doc, { style = s, rows = { { a = 1 } }, columns = { { head = "A", field = "a" } }, caption = "C" })
    pcall(doc.tile, doc, { style = s, value = 1, label = "L" })
  end
end
return report
