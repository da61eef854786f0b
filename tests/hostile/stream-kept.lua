-- A source kept beyond its phase, called as everything, and one that is made in render.
-- expect: error data is closed
local report = { id = "stream-kept", title = "Hostile", api = 1, evidence = "none" }
report.queries = { n = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000) select i from n order by i" }
local kept, data_kept
function report.load(data)
  kept, data_kept = data.source("n"), data
  return { source = kept }
end
function report.render(doc, d)
  doc:title("Hostile")
  for _, f in ipairs({ function() return #kept end, function() return kept.i end, function() kept.i = 1 end, function() return kept() end,
    function() return kept .. "" end, function() return kept + 1 end, function() return kept < kept end, function() for _ in pairs(kept) do end end,
    function() for _ in ipairs(kept) do end end, function() for _ in kept do end end, function() return rawlen(kept) end,
    function() return next(kept) end, function() setmetatable(kept, {}) end, function() doc:paragraph(kept) end,
    function() doc:list(kept) end, function() doc:table(kept) end, function() doc:paragraph("{i}", kept) end,
    function() doc:table { rows = { kept }, columns = { { head = "A", field = "i" } } } end,
    function() doc:table { rows = d.source, columns = { { head = "A", field = "i" } }, env = kept } end,
    function() doc:table { rows = d.source, columns = { { head = kept, field = "i" } } } end }) do
    assert(not pcall(f), "a call that should raise did not")
  end
  for i = 1, 5 do
    doc:table { rows = kept, columns = { { head = "A", field = "i", align = "decimal" } } }
    doc:columns({ 0, 0 }, { function() doc:table { rows = kept, columns = { { head = "A", field = "i" } } } end, function() doc:rule() end })
    doc:box("box", function() doc:table { rows = d.source, group = "i", columns = { { head = "A", field = "i" } } } end)
  end
  data_kept.source("n")
end
return report
