-- Ranks beyond what a number of the engine holds.
-- expect: bounded
local report = { id = "doc-rank-huge", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  for _, r in ipairs({ math.maxinteger, 2^31, 2^32 + 1, 1e300, 0 / 0, -1 }) do pcall(doc.paragraph, doc, "x", nil, { rank = r }) end
end
return report
