-- Patterns put together without sense, on a short text.
-- run: --timeout 8 --memory 256
-- expect: bounded
local report = { id = "fuzz-patterns", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local cycle = {}
  cycle[1], cycle.a, cycle.columns, cycle.rows = cycle, cycle, cycle, cycle
  local lying = setmetatable({}, { __len = function() return -5 end, __index = function(_, k) return k end })
  local junk = { false, true, 0, -1, 1, 2^31, 2^53, -2^63, math.maxinteger, math.mininteger, 0 / 0, math.huge, 1e-300, "", "x", "12mm",
    "1e99pt", "-3pt", "{a}", "{a.b.c}", "\0", "\xff", ("y"):rep(5000), "body", "title", "box", "- a\n- b", "%d", "%s%q", "[", "(", cycle,
    lying, {}, { 1 }, { "a", "b" }, { a = "b" }, { style = "box" }, { rank = 1 }, { { head = "H", field = "a" } }, { 0, 0 },
    { error, error }, function() end, error, tostring, doc }
  local seed = 7
  local function pick(n)
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed // 65536 % n + 1
  end
  local function arguments()
    local t, n = {}, pick(5) - 1
    for i = 1, n do t[i] = junk[pick(#junk)] end
    return table.unpack(t, 1, n)
  end

  local bits = { "%", "a", ".", "*", "+", "-", "?", "^", "$", "(", ")", "[", "]", "%b", "%f", "%1", "%w", "()", "[^", "]]", "%z", "\0", "x-y", "[%a-z]" }
  for _ = 1, 40000 do
    local t = {}
    for k = 1, pick(12) do t[k] = bits[pick(#bits)] end
    local p = table.concat(t)
    pcall(string.find, "abc (x) [y] %1", p)
    pcall(string.gsub, "abab", p, junk[pick(#junk)])
    pcall(function() for a, b in ("aXbX"):gmatch(p) do local _ = a and b end end)
  end
end
return report
