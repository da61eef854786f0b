/* findings.c: data.findings(): what the checks of the dataset find, as rows that may be printed. For level editors alone.
 *
 * Their words are the program's own, so no claim stands for them; the message of a finding carries the sources of its place. */
#include <lauxlib.h>
#include <string.h>

#include "bind/bind.h"
#include "text/text.h"

struct cell { const char *name, *text; long long n; bool number; };

static struct bind_value value_of(struct bind *b, const struct cell *c)
{
	struct bind_value v = {.name = c->name, .own = true, .known = true};

	v.v.kind = c->number ? DATA_INT : c->text != NULL ? DATA_TEXT : DATA_NULL;
	v.v.i = c->n;
	v.v.text = c->number ? arena_printf(b->arena, "%lld", c->n) : c->text;
	return v;
}

static struct bind_row *row_of(struct bind *b, const char *of, const struct cell *cells, size_t n)
{
	struct bind_columns *columns = arena_alloc(b->arena, sizeof *columns);
	struct bind_row *row = arena_alloc(b->arena, sizeof *row);

	columns->of = of;
	columns->n = n;
	columns->names = arena_alloc(b->arena, n * sizeof *columns->names);
	columns->lacks = arena_alloc(b->arena, n * sizeof *columns->lacks);
	row->columns = columns;
	row->values = arena_alloc(b->arena, n * sizeof *row->values);
	for (size_t i = 0; i < n; i++) {
		columns->names[i] = cells[i].name;
		row->values[i] = value_of(b, &cells[i]);
	}
	return row;
}

static const char *letter(struct bind *b, char severity) { return arena_strndup(b->arena, &severity, 1); }

static void push_finding(lua_State *L, const struct data_finding *f)
{
	static const char *const states[] = {"open", "settled", "waived"};
	struct bind *b = bind_of(L);
	const struct cell cells[] = {
		{.name = "code", .text = f->check->code}, {.name = "rule", .text = f->check->rule}, {.name = "severity", .text = letter(b, f->severity)},
		{.name = "state", .text = states[f->state]}, {.name = "tbl", .text = f->table}, {.name = "row", .text = f->ref},
		{.name = "field", .text = f->field}, {.name = "message", .text = f->message}, {.name = "dispute", .text = f->dispute},
		{.name = "waiver", .text = f->waiver}, {.name = "until", .text = f->until}, {.name = "lo", .text = f->lo},
		{.name = "hi", .text = f->hi},
	};
	static const char *const sourced[] = {"message", "lo", "hi"};
	struct bind_row *row = row_of(b, "data.findings", cells, COUNT_OF(cells));

	for (size_t i = 0; i < COUNT_OF(sourced); i++) {
		struct data_evidence *e = &bind_row_at(row, sourced[i])->evidence;
		e->sources = (const char **)(uintptr_t)f->sources;
		e->n_sources = f->n_sources;
	}
	bind_row_at(row, "lo")->v.format = bind_row_at(row, "hi")->v.format = bind_row_at(row, "until")->v.format = DATA_EDTF;
	bind_push_row(L, row);
}

static void push_check(lua_State *L, const struct data_check *k)
{
	struct bind *b = bind_of(L);
	const struct cell cells[] = {
		{.name = "code", .text = k->code}, {.name = "severity", .text = letter(b, k->severity)},
		{.name = "runs_in", .text = data_check_where_name(k->where)}, {.name = "rule", .text = k->rule},
		{.name = "why_not", .text = k->why_not}, {.name = "findings", .number = true, .n = (long long)k->findings},
	};

	bind_push_row(L, row_of(b, "data.findings", cells, COUNT_OF(cells)));
}

static void push_count(lua_State *L, const struct data_checked *found, size_t severity)
{
	const size_t *n = found->counts[severity];
	const struct cell cells[] = {
		{.name = "severity", .text = letter(bind_of(L), "EWI"[severity])},
		{.name = "open", .number = true, .n = (long long)n[DATA_FINDING_OPEN]},
		{.name = "settled", .number = true, .n = (long long)n[DATA_FINDING_SETTLED]},
		{.name = "waived", .number = true, .n = (long long)n[DATA_FINDING_WAIVED]},
	};

	bind_push_row(L, row_of(bind_of(L), "data.findings", cells, COUNT_OF(cells)));
}

static void push_totals(lua_State *L, const struct data_checked *found)
{
	size_t ran = 0;
	const struct cell cells[] = {
		{.name = "checks", .number = true, .n = (long long)found->n_checks}, {.name = "ran", .number = true},
		{.name = "findings", .number = true, .n = (long long)found->n_findings}, {.name = "date", .text = found->date},
	};
	struct bind_row *row = row_of(bind_of(L), "data.findings", cells, COUNT_OF(cells));

	for (size_t i = 0; i < found->n_checks; i++)
		ran += found->checks[i].ran;
	bind_row_at(row, "ran")->v.i = (long long)ran;
	bind_row_at(row, "ran")->v.text = arena_printf(bind_of(L)->arena, "%zu", ran);
	bind_row_at(row, "date")->v.format = DATA_EDTF;
	bind_push_row(L, row);
}

static const char *const lists[] = {"findings", "checks", "counts"};

static void push_one(lua_State *L, const struct data_checked *found, size_t list, size_t i)
{
	if (list == 0)
		push_finding(L, &found->findings[i]);
	else if (list == 1)
		push_check(L, &found->checks[i]);
	else
		push_count(L, found, i);
}

/*** topic checks: what 'attest check' looks for, and how a finding is answered
 * 'attest check' runs some sixty rules over the dataset; each tells the places that break it, with their sources. By the beginning of
 * their codes:
 *   SRC   sources: hashes, dates, grades, translations, ties, shared passages, age
 *   PAS   passages and quotations
 *   CLM   claims: passages, lineages, opinions, preferred ones, and that each cell is what its claim says
 *   NAM   names: one spelling of two persons, near ones, scripts, characters that no font has
 *   DAT   dates: order, bounds, what is told before it happened, weekdays
 *   EVT   events; DET detentions and their terms; CNT counts and sums; REL relations
 *   STA   statuses and their age; INS instruments and commitments; ASK requests
 *   RED   minors, addresses, consent, people who can be told by what is said of them
 *   TXT   wording: words to avoid (meta, avoid-words), numbers and names typed into it, translations
 *   WAI   waivers that have expired or that nobody signed
 * E is an error and fails the check, W a warning, I for information. A finding is settled where the claims on its cell rest on a dispute
 * that is ruled or settled, and waived where table 'waiver' has a row with its code, its row (ref), its field or none, a reason, who
 * accepts it (by_who) and the last day (until). What an open finding needs is in the report 'contradictions'.
 * Some rules run elsewhere: on the documents, with --sources DIR; while a report is made; when a copy is packed. 'attest check' lists
 * every rule with what became of it, and never counts one as passed that did not run.
 * @usage [claims]
 *   local report = { id = "errors", title = "Errors", api = 1, levels = { "editors" }, evidence = "strict" }
 *   function report.load(data)
 *     return { checked = data.findings(), t = data.texts("contradictions.") }
 *   end
 *   function report.render(doc, d)
 *     doc:title(d.t["title"])
 *     local errors = {}
 *     for _, f in ipairs(d.checked.findings) do
 *       if f.severity.value == "E" and f.state.value == "open" then
 *         errors[#errors + 1] = f
 *       end
 *     end
 *     doc:table {
 *       rows = errors,
 *       columns = { { head = d.t["col.row"], field = "row" }, { head = d.t["col.found"], field = "message", share = 1 } },
 *     }
 *     doc:paragraph(d.checked.findings[1].message)
 *     doc:sources { heading = d.t["sources.heading"] }
 *   end
 *   return report */

static bool has_glyph(void *ctx, uint32_t cp) { return text_has_glyph(ctx, cp); }

/*** data.findings()
 * What 'attest check' finds in the dataset, for reports of level editors. A finding's code, rule, severity (E, W or I), state (open, settled or
 * waived), tbl, row and field tell the place; message says what was found and prints the sources of that place; lo and hi are the days that
 * the check computed; dispute, waiver and until tell what answers it. What a finding does not have is nil. Only in report.load.
 * @return table: findings, a row[] by check and place; checks, a row[] with code, severity, runs_in, rule, findings (how many) and why_not
 *   (nil: it ran); counts, a row[] with severity, open, settled and waived, errors first; totals, a row with checks, ran, findings and date
 * @raise another level than editors; evidence = "none"; outside report.load
 * @usage [claims]
 *   local report = { id = "checked", title = "Checked", api = 1, levels = { "editors" }, evidence = "strict" }
 *   function report.load(data)
 *     return { checked = data.findings(), t = data.texts("brief.") }
 *   end
 *   function report.render(doc, d)
 *     doc:title(d.t["title"])
 *     for _, finding in ipairs(d.checked.findings) do
 *       doc:paragraph(finding.message)
 *     end
 *     doc:sources { heading = d.t["sources.heading"] }
 *   end
 *   return report */
int l_findings(lua_State *L)
{
	struct bind *b = bind_check_load(L, "data.findings");
	const struct data_check_options o = {.date = b->date, .has_glyph = b->fonts != NULL ? has_glyph : NULL, .ctx = b->fonts};
	struct data_checked found;
	struct err e = {0};

	if (!b->evidence)
		bind_raise(L, "data.findings: what the checks find speaks of claims: say evidence = \"strict\" in the report");
	if (b->level != DATA_EDITORS)
		bind_raise(L, "data.findings: it is for reports at level editors: say levels = { \"editors\" }");
	if (!data_check(b->data, &o, b->arena, &found, &e)) {
		err_context(&e, "data.findings");
		bind_raise_err(L, &e);
	}
	lua_createtable(L, 0, 4);
	for (size_t i = 0; i < COUNT_OF(lists); i++) {
		size_t n = i == 0 ? found.n_findings : i == 1 ? found.n_checks : COUNT_OF(found.counts);
		lua_createtable(L, (int)n, 0);
		for (size_t k = 0; k < n; k++) {
			push_one(L, &found, i, k);
			lua_rawseti(L, -2, (lua_Integer)k + 1);
		}
		lua_setfield(L, -2, lists[i]);
	}
	push_totals(L, &found);
	lua_setfield(L, -2, "totals");
	return 1;
}
