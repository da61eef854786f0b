-- A placeholder whose table prints meanwhile.
-- expect: ok
local report = { id = "place-index-prints", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local env = setmetatable({}, { __index = function(_, k)
    doc:rule()
    doc:paragraph("within " .. k)
    pcall(doc.section, doc, function() error("no") end)
    return k
  end })
  doc:list({ "{a} and\n\n- {b}\n- {c}", "{d}" }, env)
  doc:table { rows = { env }, env = env, columns = { { head = "{e}", cell = "{f}" }, { head = "G", cell = "{g}" } } }
  doc:tile { value = 1, label = "{h}", note = "{i} and {j}", env = env }
end
return report
