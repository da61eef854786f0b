-- Ten thousand calls of data with arguments that make no sense.
-- run: --timeout 8 --memory 256 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: bounded
local report = { id = "fuzz-data", title = "Hostile", api = 1, evidence = "none",
  queries = { q = "select name, :n as n from pet order by name" } }
function report.load(data)
  local cycle = {}
  cycle[1], cycle.a, cycle.columns, cycle.rows = cycle, cycle, cycle, cycle
  local lying = setmetatable({}, { __len = function() return -5 end, __index = function(_, k) return k end })
  local junk = { false, true, 0, -1, 1, 2^31, 2^53, -2^63, math.maxinteger, math.mininteger, 0 / 0, math.huge, 1e-300, "", "x", "12mm",
    "1e99pt", "-3pt", "{a}", "{a.b.c}", "\0", "\xff", ("y"):rep(5000), "body", "title", "box", "- a\n- b", "%d", "%s%q", "[", "(", cycle,
    lying, {}, { 1 }, { "a", "b" }, { a = "b" }, { style = "box" }, { rank = 1 }, { { head = "H", field = "a" } }, { 0, 0 },
    { error, error }, function() end, error, tostring, data }
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

  local names = { "rows", "row", "texts", "meta" }
  for _ = 1, 10000 do
    pcall(data[names[pick(#names)]], arguments())
    pcall(data.rows, "q", { n = junk[pick(#junk)], [junk[pick(9) + 2]] = junk[pick(#junk)] })
  end
  return {}
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
