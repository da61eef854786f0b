-- Repeat: does the same input make the same document? It asks for everything whose answer could hang on the processor,
-- the C library, the addresses of a process or the order of hashing, and prints it; t-repeat and t-musl run it.
local report = { id = "repeat", title = "Repeat", api = 1, levels = { "public" }, evidence = "none" }

-- digits of the value to the last bit
local function exact(x) return ("%.17g"):format(x) end

-- one text of a nested table, in the order of pairs
local function flat(t, out)
  for k, v in pairs(t) do
    out[#out + 1] = tostring(k)
    if type(v) == "table" then flat(v, out) else out[#out + 1] = tostring(v) end
  end
  return out
end

-- sums the text of many values, so that one differing last digit anywhere shows on the page
local function sum(lines)
  local h = 0
  for _, s in ipairs(lines) do
    for i = 1, #s do h = (h * 31 + s:byte(i)) % 4294967291 end
  end
  return ("%d values, sum %08x, from %s to %s"):format(#lines, h, lines[1], lines[#lines])
end

local functions = { "sin", "cos", "tan", "atan", "exp", "log", "sqrt", "deg", "rad" }

local function mathematics()
  local out = {}
  for _, name in ipairs(functions) do
    local lines = {}
    for i = 1, 1500 do lines[i] = exact(math[name](i * 0.737 % 350)) end
    out[#out + 1] = name .. ": " .. sum(lines)
  end
  local lines = {}
  for i = 1, 1500 do
    local x = i * 0.737
    local values = { x ^ 1.37, x ^ -0.5, x % 0.3, -x // 0.7, math.fmod(x, 0.3), math.asin(x % 1), math.acos(x % 1),
      math.log(x, 2), math.log(x, 10), math.atan(x, -i) }
    for at, value in ipairs(values) do values[at] = exact(value) end
    lines[i] = table.concat(values, " ")
  end
  out[#out + 1] = "others: " .. sum(lines)
  return out
end

local function keys()
  local t = { [1.5] = "a", [-1 / 3] = "b", [2 ^ 53] = "c", [1 / 0] = "d", [10] = "e", ["10"] = "f" }
  t.fox = { cat = 1.25, [7] = 0.1, dog = {} }
  for i = 1, 700 do
    t["pet" .. i * 7919 % 1000] = i / 7
    t[i * 0.37] = { [i] = i * 1e18, name = "x" .. i }
  end
  return sum(flat(t, {}))
end

-- many ties: the order among equals hangs on the algorithm alone
local function sorting()
  local rows, out = {}, {}
  for i = 1, 2000 do rows[i] = { key = i * 7919 % 17 / 4, at = i } end
  table.sort(rows, function(a, b) return a.key < b.key end)
  for i, r in ipairs(rows) do out[i] = r.key .. ":" .. r.at end
  return sum(out)
end

local function formats()
  local out = {}
  for i = -300, 300 do
    local x = i / 7 * 10.0 ^ (i // 3)
    out[#out + 1] = ("%.14g|%g|%f|%e|%.2f|%10.3e"):format(x, x, x % 1e6, x, x % 1000, x)
    out[#out + 1] = ("%G|%+.0f|%q|%s|%5.1f"):format(x, x % 100, x, x, x % 10)
    out[#out + 1] = x .. "|" .. -x .. "|" .. table.concat({ x, i, x * x }, ",") .. tostring(tonumber(exact(x)) == x)
  end
  local nan = 0 / 0
  out[#out + 1] = nan .. " " .. -nan .. (" %.1f %5g %e "):format(nan, -1 / 0, -nan) .. 1 / 0 .. " " .. -0.0
  return sum(out)
end

function report.render(doc)
  doc:title("Repeat")
  for _, line in ipairs(mathematics()) do doc:paragraph(line) end
  doc:paragraph("keys: " .. keys())
  doc:paragraph("sorting: " .. sorting())
  doc:paragraph("formats: " .. formats())
  doc:paragraph(("%s, %s, %s, %s"):format({}, exact, flat, tostring(pairs)))
end

return report
