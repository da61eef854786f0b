-- No message gives an address.
-- expect: ok
local report = { id = "address-messages", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local t, f = {}, function() end
  local function said(g) return tostring(select(2, pcall(g))) end
  local all = table.concat({
    said(function() return t < f end), said(function() return t .. f end), said(function() return #f end),
    said(function() return t + f end), said(function() return t() end), said(function() table.concat({ t }) end),
    said(function() ("x"):rep(t) end), said(function() doc:paragraph(t) end), said(function() doc:paragraph(f) end),
    said(function() doc:list({ t }) end), said(function() error(t) end), said(function() return t & 1 end),
    said(function() doc:table(f) end), said(function() setmetatable(doc, t) end),
  }, " ")
  if all:find("0x") then error(all) end
end
return report
