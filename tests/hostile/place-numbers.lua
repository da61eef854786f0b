-- Numbers that are none, the greatest, the least.
-- expect: ok
local report = { id = "place-numbers", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  doc:paragraph("{a} {b} {c} {d} {e} {f}", { a = math.mininteger, b = math.maxinteger, c = math.huge, d = -math.huge, e = 1e300, f = -0.0 })
  doc:paragraph("{a:words} {b:plain}", { a = math.mininteger, b = 2^53 })
end
return report
