local t = setmetatable({}, { __index = function(_, k) return k end, __newindex = rawset, __call = error, __len = function() return 1e15 end,
  __close = error, __eq = rawequal, __lt = select, __concat = tostring, __pairs = pairs, __name = "x", __tostring = function() return {} end })
for _, f in ipairs { tostring, pairs, type, rawlen, table.unpack, table.concat, table.sort, table.insert, table.move, getmetatable } do
  pcall(f, t, 1, 2, t) pcall(f, "x") pcall(f, 0 / 0, -1) pcall(f)
end
local s = ("%s %q %d %5.1f %x %c %i %g %a"):format(1, "a\0\n", 3, 1 / 3, 255, 65, 7, 1e300, 1)
for a, b in s:gmatch("(%w+)()") do s = s:gsub(a, { [a] = b }, 1) end
pcall(string.find, ("a"):rep(50), ("a?"):rep(20) .. "%f[%w]%b()", 1)
pcall(string.rep, "x", 1 << 40) pcall(string.rep, "", 1 << 60) pcall(utf8.char, -1) pcall(utf8.codepoint, "\xff", 1)
local _ <close> = nil
goto done
::done::
return { id = "s", title = s, api = 1, evidence = "none", render = function(doc) doc:title("x") end }
