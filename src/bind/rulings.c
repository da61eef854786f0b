/* rulings.c: identities that rest on a ruling, and values that are in dispute. Where a count rests on the one or a cell is the other, the same
 * section must print the dispute's sentence. And instruments, whose verification state stands in the list of sources.
 *
 * Checked twice: when a section ends, so that the error carries the script's line, and again on what layout placed, because a page budget
 * may drop the sentence and keep the count. */
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "bind/bind.h"

#define RESTS_ON "%sthe count '%s' rests on the identity ruling '%s': print its sentence in the same section, by {%s.print_as} in a text of " \
	"table 'text' or by a query of table 'dispute' ('attest help rulings')"

#define DISPUTED "%sfield '%s' of %s '%s' is disputed: print the wording of dispute '%s' in the same section, by {%s.print_as} in a text of " \
	"table 'text', a note of the table or a query of table 'dispute' ('attest help rulings')"

/* the disputes whose sentences have to stand beside the value: of a count, identities; of a cell, what is not decided */
static size_t sentences_of(const struct bind_value *v, const char ***ids)
{
	bool count = v->v.n_cites > 0;

	*ids = count ? v->evidence.rulings : v->evidence.disputes;
	return count ? v->evidence.n_rulings : v->evidence.disputed ? v->evidence.n_disputes : 0;
}

bool bind_needs_sentence(const struct bind_value *v)
{
	const char **ids;
	return sentences_of(v, &ids) > 0;
}

static const char *lacks_sentence(struct bind *b, const char *where, const struct bind_value *v, const char *id)
{
	if (v->v.n_cites > 0)
		return arena_printf(b->arena, RESTS_ON, where, v->name, id, id);
	return arena_printf(b->arena, DISPUTED, where, v->v.column, v->v.table, v->v.key, id, id);
}

/* ---- while the script runs */
/*** topic rulings: counts that rest on an identity ruling, values that are in dispute
 * Where editors ruled that two reports speak of the same person or event (table 'dispute', kind identity), a count over it needs the
 * ruling's sentence beside it; and where a dispute of a value is open, or its claims differ and none is preferred, so does the value:
 * {dispute-id.print_as} printed in the same doc:section or part of doc:budget, or in the document where there is none. The error names the
 * dispute. The wording of the count is a good place: "{n} detentions. {d-some-ruling.print_as}" in table 'text'. doc:disputes() prints
 * those that are still missing. Or print what a query of table 'dispute' gives, as here: count.rulings are the ids that a count rests on.
 * @usage [claims]
 *   local report = { id = "ruled", title = "Ruled", api = 1, levels = { "public" }, evidence = "strict" }
 *   report.queries = {
 *     total = [[ select count(id) as acts, cites(id) as acts_cites from act where kind = 'detention' ]],
 *     rulings = [[ select id, print_as from dispute where kind = 'identity' order by id ]],
 *   }
 *   function report.load(data)
 *     return { total = data.row("total"), rulings = data.rows("rulings"), t = data.texts("brief.") }
 *   end
 *   function report.render(doc, d)
 *     doc:title(d.t["title"])
 *     doc:section(function()
 *       doc:tile { value = d.total.acts, label = d.t["tile.acts.label"] }
 *       for _, id in ipairs(d.total.acts.rulings) do
 *         for _, ruling in ipairs(d.rulings) do
 *           if ruling.id.value == id then doc:paragraph(ruling.print_as, nil, { style = "note" }) end
 *         end
 *       end
 *     end)
 *     doc:sources { heading = d.t["sources.heading"] }
 *   end
 *   return report */

static struct bind_need need(lua_State *L, const char *ruling, const struct bind_value *v)
{
	struct bind *b = bind_of(L);
	struct bind_need n = {.ruling = ruling, .v = v, .section = b->section};

	bind_where(L);
	n.where = arena_strdup(b->arena, lua_tostring(L, -1));
	lua_pop(L, 1);
	return n;
}

void bind_note_rulings(lua_State *L, const struct bind_value *v)
{
	struct bind *b = bind_of(L);
	const char **ids;
	size_t n = sentences_of(v, &ids);

	if (v->evidence.disputed && v->evidence.n_disputes == 0)
		bind_raise(L, "the claims on field '%s' of %s '%s' differ: prefer one, or say in table 'dispute' how to print it", v->v.column,
		    v->v.table, v->v.key);
	if (b->phase == BIND_LAYOUT) {           /* of a streamed row: bind_check_placed looks */
		b->late_needs = b->late_needs || n > 0;
		return;
	}
	if (str_eq(v->v.table, "dispute") && str_eq(v->v.column, "print_as")) {
		b->printed = grow_array(b->printed, &b->cap_printed, b->n_printed + 1, sizeof *b->printed);
		b->printed[b->n_printed++] = (struct bind_need){.ruling = v->v.key, .section = b->section};
	}
	for (size_t i = 0; i < n; i++) {
		struct bind_need one = need(L, ids[i], v);
		b->needs = grow_array(b->needs, &b->cap_needs, b->n_needs + 1, sizeof *b->needs);
		b->needs[b->n_needs++] = one;
	}
}

static bool printed_here(const struct bind *b, const char *ruling)
{
	for (size_t i = 0; i < b->n_printed; i++)
		if (b->printed[i].section == b->section && strcmp(b->printed[i].ruling, ruling) == 0)
			return true;
	return false;
}

/* ---- doc:disputes */
static bool needed_before(const struct bind *b, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (b->needs[k].section == b->needs[i].section && strcmp(b->needs[k].ruling, b->needs[i].ruling) == 0)
			return true;
	return false;
}

static bool cell_value(struct bind *b, const char *id, const char *column, struct bind_value **out)
{
	struct data_value v;

	if (id == NULL || !data_cell(b->data, id, column, b->arena, &v, NULL) || v.kind == DATA_NULL)
		return false;
	*out = bind_copy_value(b, &v, column, NULL);
	return true;
}

/* "21 June 2021: " and the sentence: when it was that is in dispute, where the row or the act that it belongs to says so */
static void add_dispute(lua_State *L, struct bind_content *c, const struct bind_need *n)
{
	struct bind *b = bind_of(L);
	struct bind_value *sentence, *date, *act;
	bool dated = n->v->v.n_cites == 0 && (cell_value(b, n->v->v.key, "start_e", &date) ||
	    (cell_value(b, n->v->v.key, "act", &act) && cell_value(b, act->v.text, "start_e", &date)));

	if (!cell_value(b, n->ruling, "print_as", &sentence))
		bind_raise(L, "doc:disputes: dispute '%s' has no wording at this level", n->ruling);
	if (dated && bind_evidence(L, date)->n_sources > 0) {
		c->events[c->n++] = (struct bind_event){.kind = BIND_PLACE, .text = "start_e", .how = "short", .value = date};
		c->events[c->n++] = (struct bind_event){.kind = BIND_TEXT, .text = ": "};
	}
	c->events[c->n++] = (struct bind_event){.kind = BIND_PLACE, .text = "print_as", .value = sentence};
}

/*** doc:disputes(options)
 * The wording of each dispute that what was printed so far in this section needs beside it, and that the section does not have yet, in one
 * paragraph, with the date of what it is about where there is one; nothing where there is none. Call it below a table or at the end of a section ('attest help rulings'). Of a table over
 * data.source, whose rows are read later, it knows nothing.
 * @param options table: default none ('attest help options')
 * @param options.style style: see 'attest help theme'; default "note"
 * @param options.rank integer: [1 on] a page budget drops the highest rank first, and then stops: default never dropped
 * @return nothing
 * @raise an unknown option or style
 * @usage doc:disputes()
 * @usage [claims]
 *   doc:section(function()
 *     doc:tile { value = d.totals.n, label = d.t["tile.acts.label"] }
 *     doc:disputes()
 *   end) */
int l_doc_disputes(lua_State *L)
{
	struct bind *b = bind_check_doc(L, "doc:disputes");
	struct bind_options o = bind_check_options(L, 2, "doc:disputes", "note", NULL, 0);
	struct bind_content *c = arena_alloc(b->arena, sizeof *c);
	size_t said = 0;

	c->fact = true;
	c->events = arena_alloc(b->arena, (2 + 4 * b->n_needs) * sizeof *c->events);
	c->events[c->n++].kind = BIND_PARA;
	for (size_t i = 0; i < b->n_needs; i++)
		if (b->needs[i].section == b->section && !printed_here(b, b->needs[i].ruling) && !needed_before(b, i)) {
			if (said++ > 0)
				c->events[c->n++] = (struct bind_event){.kind = BIND_TEXT, .text = " "};
			add_dispute(L, c, &b->needs[i]);
		}
	c->events[c->n++].kind = BIND_PARA_END;
	if (said > 0)
		bind_add_content(L, c, (struct bind_env){0}, o, "doc:disputes");
	return 0;
}

void bind_section_enter(struct bind *b)
{
	b->sections++;
	b->parents = grow_array(b->parents, &b->cap_parents, (size_t)b->sections + 1, sizeof *b->parents);
	b->parents[b->sections] = b->section;
	b->section = b->sections;
}

void bind_section_leave(lua_State *L, int32_t node)
{
	struct bind *b = bind_of(L);
	int outer = b->section > 0 ? b->parents[b->section] : 0;

	for (size_t i = 0; i < b->n_needs; i++) {
		const struct bind_need *n = &b->needs[i];
		if (n->section != b->section || printed_here(b, n->ruling))
			continue;
		b->section = outer;
		layout_node(b->doc, node)->dropped = true;       /* a script that catches this has printed nothing */
		lua_pushstring(L, lacks_sentence(b, n->where, n->v, n->ruling));
		lua_error(L);
	}
	for (size_t i = 0; i < b->n_printed; i++)        /* a sentence further in also stands in the section around it */
		if (b->printed[i].section == b->section)
			b->printed[i].section = outer;
	b->section = outer;
}

/* ---- on what was placed */

static int32_t section_of(const struct layout_doc *d, int32_t node)
{
	while (node > 0 && layout_node(d, node)->role != LAYOUT_SECT)
		node = layout_node(d, node)->parent;
	return node;
}

static bool stands_within(const struct layout_doc *d, int32_t node, int32_t section)
{
	while (node != LAYOUT_NONE && node != section)
		node = layout_node(d, node)->parent;
	return node == section;
}

static const struct bind_value *placed_value(const struct layout_doc *d, int32_t node)
{
	const struct layout_node *n = layout_node(d, node);

	return n->placed && n->kind == LAYOUT_TEXT ? n->value : NULL;
}

static bool sentence_placed(const struct layout_doc *d, const char *ruling, int32_t section)
{
	for (int32_t i = 0; (size_t)i < layout_node_count(d); i++) {
		const struct bind_value *v = placed_value(d, i);
		if (v != NULL && str_eq(v->v.table, "dispute") && str_eq(v->v.column, "print_as") && str_eq(v->v.key, ruling) &&
		    stands_within(d, i, section))
			return true;
	}
	return false;
}

static bool streamed(const struct layout_doc *d, int32_t node)
{
	while (node != LAYOUT_NONE && !layout_node(d, node)->streamed)
		node = layout_node(d, node)->parent;
	return node != LAYOUT_NONE;
}

static bool not_placed(struct bind *b, int32_t node, const struct bind_value *v, const char *ruling, struct err *e)
{
	if (streamed(b->doc, node))
		return err_set(e, "%s", lacks_sentence(b, layout_where(b->doc, node), v, ruling));
	return err_set(e, "the page budget dropped {%s.print_as}, which the %s '%s' needs beside it: give the sentence no rank, "
	    "or both the same block", ruling, v->v.n_cites > 0 ? "count" : "value", v->name);
}

/* ---- instruments: what the list of sources says of each is how far it was verified */
static bool is_listed(const struct bind *b, const char *id)
{
	for (size_t i = 0; i < b->n_placed; i++)
		if (b->placed[i].instrument && strcmp(b->placed[i].id, id) == 0)
			return true;
	return false;
}

/* the page says it itself */
static bool state_placed(const struct layout_doc *d, const char *id)
{
	for (int32_t i = 0; (size_t)i < layout_node_count(d); i++) {
		const struct bind_value *v = placed_value(d, i);
		if (v != NULL && str_eq(v->v.table, "instrument") && str_eq(v->v.key, id) && (str_eq(v->v.column, "verified") ||
		    str_eq(v->v.column, "checked_on")))
			return true;
	}
	return false;
}

static bool check_instrument(const struct bind *b, int32_t node, const struct bind_value *v, struct err *e)
{
	if (!b->evidence || !str_eq(v->v.table, "instrument") || v->v.key == NULL || is_listed(b, v->v.key) || state_placed(b->doc, v->v.key))
		return true;
	return err_set(e, "%sinstrument '%s' prints without its verification state, which the list of sources tells of those that have a mark: take "
	    ":unmarked away, or cite it by {%s.title:rests} ('attest help evidence')", layout_where(b->doc, node), v->v.key, v->v.key);
}

/* Rows of a table often rest on the same ruling: one that was found is not looked for again. */
bool bind_check_placed(struct bind *b, struct err *e)
{
	const struct layout_doc *d = b->doc;
	const char *found = NULL;
	int32_t found_in = LAYOUT_NONE;

	for (int32_t i = 0; b->evidence && (size_t)i < layout_node_count(d); i++) {
		const struct bind_value *v = placed_value(d, i);
		const char **ids;
		size_t n = v != NULL ? sentences_of(v, &ids) : 0;
		if (v != NULL && !check_instrument(b, i, v, e))
			return false;
		for (size_t k = 0; k < n; k++) {
			const char *ruling = ids[k];
			int32_t section = section_of(d, i);
			if (section == found_in && str_eq(ruling, found))
				continue;
			if (limit_time_over())
				return limit_time_err(e);
			if (!sentence_placed(d, ruling, section))
				return not_placed(b, i, v, ruling, e);
			found = ruling;
			found_in = section;
		}
	}
	return true;
}
