-- Charts with options that are none, rows that lie, and columns a point wide.
-- expect: ok
-- run: --timeout 20 --memory 256
local chart = require("chart")
local report = { id = "chart-options-odd", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc)
  doc:title("Hostile")
  local odd = { 0, -1, 1e300, 0 / 0, "", "x", "{x}", true, {}, { {} }, { 1 }, print, "\xff", setmetatable({}, { __index = function(_, k) return type(k) == "string" and 7 or nil end }),
    { { start_lo = "0000-00-00" } }, { { start_lo = "9999-12-31", name = "x" } }, { { start_lo = "2021-02-30", name = "x", n = 1 } },
    { { start_lo = "2021-02-09", start_hi = "2021-01-01", name = "x", n = math.maxinteger } } }
  for _, call in ipairs { "units", "dots", "intervals", "timeline", "bars" } do
    for _, x in ipairs(odd) do
      pcall(chart[call], doc, x)
      pcall(chart[call], x, { rows = {} })
      for _, key in ipairs { "rows", "label", "text", "from", "to", "state", "count", "value", "filled", "eu", "periods", "heads", "alt", "yes", "lines" } do
        local options = { rows = { { start_lo = "2021-02-09", start_hi = "2021-02-09", end_lo = "2021-03-01", end_hi = "2021-03-02", name = "a", n = 3 } } }
        for _, usual in ipairs { "label", "text" } do options[usual] = call ~= "units" and "name" or nil end
        options.value = call == "bars" and "n" or nil
        options[key] = x
        pcall(chart[call], doc, options)
      end
    end
  end
  for _, width in ipairs { 1, 10, 30, 40, 60, 89, 90, 91, 100, 120, 150, 200, 240, 300 } do
    doc:columns({ width, 0 }, { function()
      for _, call in ipairs { "timeline", "dots", "intervals", "bars", "units" } do
        pcall(chart[call], doc, { rows = { { start_lo = "2021-02-09", start_hi = "2021-02-10", end_lo = "2021-03-01", end_hi = "2021-03-01", name = "Name", n = 3 } },
          label = "name", text = call ~= "dots" and call ~= "bars" and call ~= "units" and "name" or nil, value = call == "bars" and "n" or nil, table = false })
      end
    end, function() end })
  end
end
return report
