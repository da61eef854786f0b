--- Values of a report with evidence = "strict": what a script may do with them, and what it is refused.

local report = {
  id = "evidence",
  title = "evidence",
  api = 1,
  levels = { "public" },
  evidence = "strict",
  params = { kind = { type = "choice", choices = { "detention", "no_news" }, default = "detention" } },
  queries = {
    acts = [[ select id, kind, start_e, start_e as day, time_local from act
               where kind = :kind and start_lo is not null order by start_lo, id limit 3 ]],
    none = [[ select id from act where kind = 'no-such-kind' ]],
    named = [[ select a.id, a.status, n.id as name_id, n.name, t.id as text_id, t.body from act a
                join name n on n.owner = a.victim and n.display = 1 and n.lang = 'en'
                join text t on t.key = 'code.status.' || a.status
               where a.kind = 'detention' and a.start_lo is not null order by a.start_lo, a.id limit 1 ]],
    count = [[ select count(a.id) as n, cites(a.id) as n_cites, count(*) as bare from act a where a.kind = :kind ]],
  },
}

local function refuses(want, f, ...)
  local ok, message = pcall(f, ...)
  if ok or not message:find(want, 1, true) then
    error("got '" .. tostring(message) .. "', want '" .. want .. "'", 2)
  end
end

local later

function report.load(data, p)
  refuses("no query 'atcs' in report.queries (did you mean 'acts'?)", data.rows, "atcs")
  refuses("gave 0 rows, data.row needs exactly one", data.row, "none")
  refuses("':kidn'", data.rows, "acts", { kidn = "x" })
  refuses("p has no 'knid' (did you mean 'kind'?)", function() return p.knid end)
  refuses("p is read-only", function() p.kind = "x" end)
  refuses("has no key that begins with 'nowhere.'", data.texts, "nowhere.")
  assert(#data.rows("none") == 0 and data.meta("schema-version") == "2")
  later = data
  return {
    acts = data.rows("acts", { kind = p.kind }),
    count = data.row("count", { kind = p.kind }),
    named = data.row("named"),
    t = data.texts("brief."),
  }
end

function report.render(doc, d)
  local act = d.acts[1]
  refuses("data is closed: queries belong in report.load", later.rows, "acts")
  refuses("has no 'titel' (did you mean 'title'?)", function() return d.t.titel end)
  refuses("query 'acts' has no column 'knid'", function() return act.knid end)
  refuses("cannot be changed", function() act.kind = "x" end)
  refuses("cannot be joined with '..', its sources would be lost", function() return act.kind .. "" end)
  refuses("cannot be computed with, its sources would be lost", function() return d.count.n + 1 end)
  refuses("has no order here", function() return d.count.n < d.count.n end)
  refuses("the value 'n' has no field \"valeu\"", function() return d.count.n.valeu end)
  assert(act.kind.value == "detention" and tostring(act.kind) == "detention" and act.kind == d.acts[2].kind)
  assert(math.type(d.count.n.value) == "integer" and tostring(act.start_e) ~= act.start_e.value)
  assert(#d.count.n.rulings > 0 and #act.kind.rulings == 0)

  refuses("literal wording", function() doc:title("x") end)
  refuses("{bare}: the value has no provenance", function() doc:paragraph(d.count.bare) end)
  refuses("cannot be printed as a fact", function()
    doc:tile { value = 14, label = d.t["tile.acts.label"] }
  end)
  refuses("print its sentence in the same section, by {", function()
    doc:section(function()
      doc:tile { value = d.count.n, label = d.t["tile.acts.label"] }
    end)
  end)
  refuses("{body}: wording comes from data.texts, and a code in words is {status:label}", function()
    doc:paragraph(d.named.body)
  end)
  refuses("there is no text 'code.start_e." .. d.acts[1].start_e.value .. "' in language 'en'", function()
    doc:table { rows = d.acts, columns = { { head = d.t["timeline.col.event"], field = "start_e:label" } } }
  end)
  doc:table { -- a code without a text of its own has the label of the vocabulary
    rows = d.acts, columns = { { head = d.t["timeline.col.event"], field = "kind:label" } },
  }
  refuses("{bare}: the value has no provenance", function()
    doc:table { rows = { d.count }, columns = { { head = d.t["timeline.col.event"], field = "bare:unmarked" } } }
  end)
  doc:title(d.t["title"])
  doc:table {
    rows = d.acts,
    columns = {
      { head = d.t["timeline.col.date"], field = "day:short" },
      { head = d.t["timeline.col.event"], field = "kind", header = true },
      { head = d.t["timeline.col.outcome"], field = "time_local" },
    },
  }
  refuses("there is no 'dya' (did you mean 'day'?)", function()
    doc:table { rows = d.acts, columns = { { head = d.t["timeline.col.date"], field = "dya" } } }
  end)
  doc:sources { heading = d.t["sources.heading"] }
  refuses("has its list of sources already", function() doc:sources {} end)
end

return report
