/* rulings.c: identities that rest on a ruling. Where a count rests on one, the same section must print the ruling's sentence.
 *
 * Checked twice: when a section ends, so that the error carries the script's line, and again on what layout placed, because a page budget
 * may drop the sentence and keep the count. */
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "bind/bind.h"

#define RESTS_ON "%sthe count '%s' rests on the identity ruling '%s': print its sentence in the same section, by {%s.print_as} in a text of " \
	"table 'text' or by a query of table 'dispute' ('attest help rulings')"

/* ---- while the script runs */
/*** topic rulings: counts that rest on an identity ruling
 * Where editors ruled that two reports speak of the same person or event (table 'dispute', kind identity), a count over it needs the
 * ruling's sentence beside it: {ruling-id.print_as} printed in the same doc:section, or in the document where there is none. The error
 * names the ruling. The wording of the count is a good place: "{n} detentions. {d-some-ruling.print_as}" in table 'text'. Or print what a
 * query of table 'dispute' gives, as here: count.rulings are the ids that a count rests on.
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

static struct bind_need need(lua_State *L, const char *ruling, const char *what)
{
	struct bind *b = bind_of(L);
	struct bind_need n = {.ruling = ruling, .what = what, .section = b->section};

	bind_where(L);
	n.where = arena_strdup(b->arena, lua_tostring(L, -1));
	lua_pop(L, 1);
	return n;
}

void bind_note_rulings(lua_State *L, const struct bind_value *v)
{
	struct bind *b = bind_of(L);

	if (b->phase == BIND_LAYOUT) {           /* of a streamed row: bind_check_placed looks */
		b->late_needs = b->late_needs || (v->v.n_cites > 0 && v->evidence.n_rulings > 0);
		return;
	}
	if (str_eq(v->v.table, "dispute") && str_eq(v->v.column, "print_as")) {
		b->printed = grow_array(b->printed, &b->cap_printed, b->n_printed + 1, sizeof *b->printed);
		b->printed[b->n_printed++] = (struct bind_need){.ruling = v->v.key, .section = b->section};
	}
	for (size_t i = 0; v->v.n_cites > 0 && i < v->evidence.n_rulings; i++) {
		struct bind_need n = need(L, v->evidence.rulings[i], v->name);
		b->needs = grow_array(b->needs, &b->cap_needs, b->n_needs + 1, sizeof *b->needs);
		b->needs[b->n_needs++] = n;
	}
}

static bool printed_here(const struct bind *b, const char *ruling)
{
	for (size_t i = 0; i < b->n_printed; i++)
		if (b->printed[i].section == b->section && strcmp(b->printed[i].ruling, ruling) == 0)
			return true;
	return false;
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
		lua_pushfstring(L, RESTS_ON, n->where, n->what, n->ruling, n->ruling);
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

static bool not_placed(const struct layout_doc *d, int32_t node, const struct bind_value *v, const char *ruling, struct err *e)
{
	if (streamed(d, node))
		return err_set(e, RESTS_ON, layout_where(d, node), v->name, ruling, ruling);
	return err_set(e, "the page budget dropped {%s.print_as}, which the count '%s' needs beside it: give the sentence no rank, "
	    "or both the same block", ruling, v->name);
}

/* Rows of a table often rest on the same ruling: one that was found is not looked for again. */
bool bind_check_placed(struct bind *b, struct err *e)
{
	const struct layout_doc *d = b->doc;
	const char *found = NULL;
	int32_t found_in = LAYOUT_NONE;

	for (int32_t i = 0; (b->n_needs > 0 || b->late_needs) && (size_t)i < layout_node_count(d); i++) {
		const struct bind_value *v = placed_value(d, i);
		for (size_t k = 0; v != NULL && v->v.n_cites > 0 && k < v->evidence.n_rulings; k++) {
			const char *ruling = v->evidence.rulings[k];
			int32_t section = section_of(d, i);
			if (section == found_in && str_eq(ruling, found))
				continue;
			if (limit_time_over())
				return limit_time_err(e);
			if (!sentence_placed(d, ruling, section))
				return not_placed(d, i, v, ruling, e);
			found = ruling;
			found_in = section;
		}
	}
	return true;
}
