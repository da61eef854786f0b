-- The engine's formats with values that lie.
-- expect: bounded
local report = { id = "fmt-attacked", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local fmt = require("fmt")
  local lying = setmetatable({}, { __index = function(_, k) return k end, __len = function() return 3 end, __tostring = function() return "t" end })
  for _, v in ipairs({ 1, 2^53, math.mininteger, "x", lying, {}, fmt, ("9"):rep(100000), "Y-99999999999", "-0000", "2021-13-45", "XXXX", "[..]", "{,}", "/" }) do
    for _, f in ipairs({ "integer", "words", "date", "value" }) do
      for _, how in ipairs({ "short", "long", "plain", "words", lying, 1, "__index" }) do pcall(fmt[f], v, how, how) end
    end
    pcall(fmt.plural, 1, v)
    pcall(fmt.list, v, "and")
  end
end
return report
