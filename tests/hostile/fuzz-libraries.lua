-- Sixty thousand calls of the libraries with arguments that make no sense.
-- run: --timeout 8 --memory 256
-- expect: bounded
local report = { id = "fuzz-libraries", title = "Hostile", api = 1, evidence = "none" }
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

  local functions = { string.byte, string.char, string.find, string.format, string.gmatch, string.gsub, string.len, string.lower, string.match,
    string.reverse, string.sub, string.upper, table.concat, table.pack, table.sort, utf8.char, utf8.codepoint, utf8.codes, utf8.len,
    utf8.offset, math.abs, math.ceil, math.floor, math.fmod, math.max, math.min, math.modf, math.sqrt, math.tointeger, math.type, math.ult,
    tostring, tonumber, select, rawget, rawequal, rawlen, rawset, setmetatable, getmetatable, pairs, ipairs, type, assert, require, pcall }
  for _ = 1, 60000 do
    local ok, f, s, i = pcall(functions[pick(#functions)], arguments())
    if ok and type(f) == "function" and f ~= error then pcall(f, s, i) end
  end
end
return report
