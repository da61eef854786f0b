/* told.c: what a document prints of the dataset, value by value, and what each rests on: for those who check it against the sources.
 *
 *   value @1 "14" acts of query 'totals': cites act-azhibay-2020-08 ...; claims c-act-azhibay-2020-08-kind ...; sources src-a3 ...
 *   value @1 "February 2021" event e-campaign start_e: claims c-e-campaign-start-e; sources src-a2 src-a4
 *
 * In the order of the tree; of a value that prints again, the first. Only what was placed. */
#include <stdlib.h>
#include <string.h>

#include "bind/bind.h"

static void add_ids(struct buf *out, const char *what, const char *const *ids, size_t n)
{
	if (n == 0)
		return;
	buf_printf(out, "; %s", what);
	for (size_t i = 0; i < n; i++)
		buf_printf(out, " %s", ids[i]);
}

static void add_origin(struct buf *out, const struct bind_value *v)
{
	if (v->v.key != NULL)
		buf_printf(out, "%s %s %s", v->v.table, v->v.key, v->v.column);
	else if (v->own)
		buf_printf(out, "%s, the organisation's own words", v->name);
	else
		buf_printf(out, v->query != NULL ? "%s of query '%s'" : "%s", v->name, v->query);
	add_ids(out, "cites", v->v.cites, v->v.n_cites);
}

static bool told_before(const struct bind_value *const *told, size_t n, const struct bind_value *v, const char *text, const char *const *texts)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(texts[i], text) == 0 && str_eq(told[i]->v.key, v->v.key) && str_eq(told[i]->v.column, v->v.column) &&
		    str_eq(told[i]->name, v->name) && str_eq(told[i]->query, v->query))
			return true;
	return false;
}

static int32_t next_in_tree(const struct layout_doc *d, int32_t i)
{
	if (layout_node(d, i)->first != LAYOUT_NONE)
		return layout_node(d, i)->first;
	while (i != LAYOUT_NONE && layout_node(d, i)->next == LAYOUT_NONE)
		i = layout_node(d, i)->parent;
	return i == LAYOUT_NONE ? LAYOUT_NONE : layout_node(d, i)->next;
}

void bind_tell_values(const struct bind *b, struct buf *out)
{
	const struct layout_doc *d = b->doc;
	const struct bind_value **told = NULL;
	const char **texts = NULL;
	size_t n = 0, cap = 0, cap_texts = 0;

	for (int32_t i = 0; i != LAYOUT_NONE && !limit_time_over(); i = next_in_tree(d, i)) {
		const struct layout_node *node = layout_node(d, i);
		const struct bind_value *v = node->kind == LAYOUT_TEXT && node->placed ? node->value : NULL;
		if (v == NULL || told_before(told, n, v, node->text, texts))
			continue;
		told = grow_array(told, &cap, n + 1, sizeof *told);
		texts = grow_array(texts, &cap_texts, n + 1, sizeof *texts);
		told[n] = v;
		texts[n++] = node->text;
		buf_printf(out, "value @%d \"%s\" ", (int)node->page + 1, node->text);
		add_origin(out, v);
		add_ids(out, "claims", v->evidence.claims, v->evidence.n_claims);
		add_ids(out, "sources", v->evidence.sources, v->evidence.n_sources);
		buf_putc(out, '\n');
	}
	free(told);
	free(texts);
}
