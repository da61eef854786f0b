-- A value's metamethods, called by hand and from everywhere.
-- run: --timeout 1 --memory 64 --data pets
-- setup: mkdir pets; printf 'name,kind\nRex,dog\nMia,cat\n' >pets/pet.csv
-- expect: ok
local report = { id = "value-attacked", title = "Hostile", api = 1, evidence = "none",
  queries = { q = "select name from pet order by name limit 1" } }
function report.load(data) return { row = data.row("q") } end
function report.render(doc, d)
  doc:title("Hostile")
  local v = d.row.name
  local function refused(f, ...)
    if pcall(f, ...) then error("not refused") end
  end
  refused(function() v.value = 1 end)
  refused(function() return v .. "x" end)
  refused(function() return v + 1 end)
  refused(function() return v < v end)
  refused(function() return v & 1 end)
  refused(function() return #v end)
  refused(function() return v() end)
  refused(rawset, v, 1, 1)
  refused(setmetatable, v, {})
  refused(function() return v[{}] end)
  refused(function() return v[0 / 0] end)
  refused(function() return d.row[("x"):rep(1000000)] end)
  if getmetatable(v) ~= nil or getmetatable("") ~= nil or getmetatable(doc) then error("a metatable is handed out") end
  table.sort({ v.value, "x" })
  doc:paragraph(v)
end
return report
