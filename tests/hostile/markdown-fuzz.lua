-- Twenty thousand texts made of all that means something, put together without sense.
-- run: --timeout 8 --memory 256
-- expect: bounded
local report = { id = "markdown-fuzz", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local bits, seed = { "*", "**", "_", "[", "](", ")", "](https://x.test)", "\\", "\n", "\n\n", "- ", "1. ", "  ", "\t", "&#x41;",
    "&nbsp;", "&shy;", "{a}", "{a:words}", "{a.b}", "x", "é", "中", "“", ".", "!", "`", "<", ">", "#", "|", "\\\n", "+ ", "&", ";" }, 1
  local function pick(n)
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed // 65536 % n + 1
  end
  for i = 1, 20000 do
    local t = {}
    for k = 1, pick(24) do t[k] = bits[pick(#bits)] end
    local how = pick(4)
    local text, env = table.concat(t), { a = i }
    if how == 1 then pcall(doc.list, doc, { text, text }, env)
    elseif how == 2 then pcall(doc.box, doc, "box", function() doc:paragraph(text, env) end)
    else pcall(doc.paragraph, doc, text, env) end
  end
end
return report
