-- run: --data strict
local report = { id = "strict", title = "Strict", api = 1, levels = { "public" }, evidence = "strict",
  queries = { acts = [[ select id, kind, status, start_e, asof_e from act order by id ]],
    dated = [[ select id, kind, start_e from act where id <> 'act-order' order by id ]],
    pacts = [[ select id, date_e from instrument order by id ]] } }
function report.load(data)
  return { t = data.texts("t."), acts = data.rows("acts"), pacts = data.rows("pacts"), source = data.source("acts"), dated = data.source("dated") }
end
function report.render(doc, d)
  doc:title(d.t.title)
  doc:table { rows = { { what = d.t.risk, act = d.acts[1] } }, columns = { { head = d.t.title, field = "act.kind" }, { head = d.t.title, field = "what" } } }
  doc:sources { heading = d.t.sources }
end
return report
