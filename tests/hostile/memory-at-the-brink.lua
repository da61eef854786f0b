-- Nearly all memory is taken, then everything small is asked for.
-- run: --timeout 1 --memory 16
-- expect: bounded
local report = { id = "memory-at-the-brink", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local keep, size = {}, 1048576
  while size >= 16 do
    local ok, s = pcall(string.rep, "x", size)
    if ok then keep[#keep + 1] = s else size = size // 2 end
  end
  while true do
    pcall(function() keep[#keep + 1] = { tostring(#keep) } end)
    doc:paragraph("x")
  end
end
return report
