-- What the organisation says is not to be changed, forged or taken for a fact of the dataset.
-- run: --timeout 10 --memory 64 --org o.json --meeting m.json
-- setup: echo '{"name":"N","contact":["one"]}' >o.json
-- setup: echo '{"asks":[{"verb":"raise","addressee":"A","text":"14","rests_on":["e-campaign"]}]}' >m.json
-- expect: ok
local report = { id = "own-attacked", title = "Hostile", api = 1, levels = { "public" }, evidence = "strict" }
local function fails(f, ...)
  assert(not pcall(f, ...))
end
function report.load(data)
  return { org = data.org(), meeting = data.meeting(), t = data.texts("brief.") }
end
function report.render(doc, d)
  local org, ask = d.org, d.meeting.asks[1]
  fails(function() org.name = "x" end)
  fails(rawset, org, "url", "https://example.org")
  fails(setmetatable, org, { __index = function() return "x" end })
  fails(function() ask.text = "x" end)
  fails(function() return ask.text .. "" end)
  fails(function() return ask.text + 1 end)
  fails(function() return ask.text < ask.text end)
  -- another table does not become one of these, whatever its metatable says
  for _, lie in ipairs({ org, 7, "own", {}, true }) do
    local forged = setmetatable({}, { own = lie, __name = "own" })
    fails(function() doc:paragraph(d.t["tile.acts.note"], { totals = forged }) end)
  end
  -- neither a table put in its place nor its words are values
  d.meeting.asks[2] = { text = "forged", verb = "raise" }
  fails(function() doc:paragraph(d.meeting.asks[2].text) end)
  fails(function() doc:paragraph(tostring(ask.text)) end)
  org.contact[1] = "forged"
  fails(function() doc:paragraph(org.contact[1]) end)
  assert(getmetatable(org) == false and org.url == nil)
  doc:title(org.name)
  doc:paragraph(ask.text)
  doc:sources {}
end
return report
