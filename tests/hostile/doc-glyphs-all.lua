-- Every character of the first plane that a font has.
-- expect: bounded
local report = { id = "doc-glyphs-all", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  for cp = 0x20, 0xD7FF do
    if cp % 16 == 0 then
      local t = {}
      for i = 0, 15 do t[#t + 1] = utf8.char(cp + i) end
      doc:paragraph("{a}", { a = "x" })
      pcall(doc.paragraph, doc, "{a}", { a = table.concat(t) })
    end
  end
end
return report
