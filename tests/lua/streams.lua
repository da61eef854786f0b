--- Sources of a report with evidence = "strict": rows that come while the page is laid out carry their marks, and
-- counts in them find the sentences on their rulings, wherever these were printed.

local report = {
  id = "streams",
  title = "streams",
  api = 1,
  levels = { "public" },
  evidence = "strict",
  queries = {
    acts = [[
      select id, kind, status, asof_e, start_e from act where kind = :kind and start_lo is not null
       order by start_lo, id ]],
    none = [[ select id, kind from act where kind = 'no-such-kind' order by id ]],
    counts = [[ select count(a.id) as n, cites(a.id) as n_cites from act a group by a.kind order by a.kind ]],
    rulings = [[ select id, print_as from dispute where kind = 'identity' order by id ]],
  },
}

local function refuses(want, f, ...)
  local ok, message = pcall(f, ...)
  if ok or not message:find(want, 1, true) then
    error("got '" .. tostring(message) .. "', want '" .. want .. "'", 2)
  end
end

function report.load(data)
  refuses("no query 'atcs' in report.queries (did you mean 'acts'?)", data.source, "atcs")
  refuses("parameter ':kind' has no value", data.source, "acts")
  refuses("no parameter ':kidn'", data.source, "acts", { kidn = "x" })
  refuses("expected a string, a whole number or a value, got an empty table", data.source, "acts", { kind = {} })
  return {
    acts = data.source("acts", { kind = "detention" }),
    none = data.source("none"),
    counts = data.source("counts"),
    rulings = data.source("rulings"),
    t = data.texts("brief."),
  }
end

function report.render(doc, d)
  local head = d.t["timeline.col.event"]
  doc:title(d.t["title"])
  refuses("only for rows = of doc:table", function() return #d.acts end)
  refuses("only for rows = of doc:table", function() return d.acts[1] end)
  refuses("got the source of query 'acts'", doc.paragraph, doc, d.acts)
  assert(tostring(d.acts) == "source of query 'acts'")
  local marked = {
    { head = head, field = "start_e:short" },
    { head = head, field = "start_e:grade", align = "center" },
    { head = d.t["timeline.col.sources"], marks = true, width = 40 },
  }
  doc:table { rows = d.acts, group = { field = "kind", head = d.t["timeline.col.event"] }, columns = marked,
    notes = { d.t["title"] } }
  doc:table { rows = d.acts, columns = { { head = head, field = "status" }, { head = head, field = "asof_e" },
    { head = head, field = "status:grade" } }, env = d }
  doc:table { rows = d.none, columns = { { head = head, field = "kind" } } }
  doc:section(function()
    doc:table { rows = d.counts, columns = { { head = head, field = "n", align = "decimal" } } }
    doc:table { rows = d.rulings, columns = { { head = head, field = "print_as" } } }
  end)
  doc:sources { heading = d.t["sources.heading"] }
end

return report
