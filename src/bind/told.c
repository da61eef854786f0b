/* told.c: what a document prints of the dataset, value by value, and what each rests on: for those who check it against the sources.
 *
 *   value @1 "14" acts of query 'totals': cites act-azhibay-2020-08 ...; claims c-act-azhibay-2020-08-kind ...; sources src-a3 ...
 *   value @1 "February 2021" event e-campaign start_e: claims c-e-campaign-start-e; sources src-a2 src-a4
 *
 * In the order of the tree; of a value that prints again, the first. Only what was placed. */
#include <stdlib.h>
#include <string.h>

#include "bind/table.h"

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

/* ---- the same for the program: each once, and whatever of the dataset prints */
bool bind_is_told(const struct bind *b, const struct bind_value *v)
{
	return !v->own && !v->plain && v->v.kind != DATA_NULL && data_level(b->data) != DATA_UNLEVELLED &&
	    (v->v.key != NULL || (v->v.cites != NULL && v->v.op != NULL));
}

static const char **copies(struct arena *a, const char *const *from, size_t n)
{
	const char **out = arena_alloc(a, (n + 1) * sizeof *out);

	for (size_t i = 0; i < n; i++)
		out[i] = arena_strdup(a, from[i]);
	return out;
}

struct bind_value *bind_told_copy(struct arena *a, const struct bind_value *v)
{
	struct bind_value *copy = arena_alloc(a, sizeof *copy);

	copy->v = (struct data_value){.kind = v->v.kind, .text = arena_strdup(a, v->v.text)};
	if (v->v.key != NULL) {
		copy->v.key = arena_strdup(a, v->v.key);
		copy->v.column = arena_strdup(a, v->v.column);
	} else {
		copy->v.cites = copies(a, v->v.cites, v->v.n_cites);
		copy->v.n_cites = v->v.n_cites;
		copy->v.op = arena_strdup(a, v->v.op);
		copy->v.field = arena_strdup(a, v->v.field);
	}
	copy->evidence.claims = copies(a, v->evidence.claims, v->evidence.n_claims);
	copy->evidence.n_claims = v->evidence.n_claims;
	copy->evidence.sources = copies(a, v->evidence.sources, v->evidence.n_sources);
	copy->evidence.n_sources = v->evidence.n_sources;
	return copy;
}

void bind_hear(struct bind *b, int32_t node, const struct bind_value *v)
{
	if (!bind_is_told(b, v))
		return;
	b->heard = grow_array(b->heard, &b->cap_heard, b->n_heard + 1, sizeof *b->heard);
	b->heard[b->n_heard++] = (struct bind_heard){node, v->passing ? bind_told_copy(b->keep, v) : v};
}

/* a set of texts, open addressing; a text says which cell or rows, and the value */
struct telling {
	const struct bind *b;
	struct arena *a;
	struct data_printed *v;
	size_t n, cap;
	const char **seen; size_t n_seen, slots;
	struct buf text;
};

static size_t slot(const struct telling *t, const char *s)
{
	uint64_t h = 14695981039346656037u;

	for (const char *p = s; *p != '\0'; p++)
		h = (h ^ (unsigned char)*p) * 1099511628211u;
	h &= t->slots - 1;
	while (t->seen[h] != NULL && strcmp(t->seen[h], s) != 0)
		h = (h + 1) & (t->slots - 1);
	return h;
}

static void widen(struct telling *t)
{
	const char **old = t->seen;
	size_t n = t->slots;

	t->slots = n == 0 ? 256 : 2 * n;
	t->seen = mem_zalloc(t->slots * sizeof *t->seen);
	for (size_t i = 0; i < n; i++)
		if (old[i] != NULL)
			t->seen[slot(t, old[i])] = old[i];
	free(old);
}

static bool is_new(struct telling *t, const struct data_value *v)
{
	size_t at;

	buf_clear(&t->text);
	if (v->key != NULL)
		buf_printf(&t->text, "%s\n%s\n", v->key, v->column);
	else
		buf_printf(&t->text, "\n%s\n%s\n", v->op, v->field);
	for (size_t i = 0; v->key == NULL && i < v->n_cites; i++)
		buf_printf(&t->text, "%s ", v->cites[i]);
	buf_puts(&t->text, v->text);
	if (2 * (t->n_seen + 1) > t->slots)
		widen(t);
	at = slot(t, t->text.p);
	if (t->seen[at] != NULL)
		return false;
	t->seen[at] = arena_strndup(t->a, t->text.p, t->text.len);
	t->n_seen++;
	return true;
}

static void tell(struct telling *t, const struct bind_value *v)
{
	if (!bind_is_told(t->b, v) || !is_new(t, &v->v))
		return;
	t->v = grow_array(t->v, &t->cap, t->n + 1, sizeof *t->v);
	t->v[t->n++] = (struct data_printed){&v->v, &v->evidence};
}

static void tell_placed(void *ctx, const struct bind_heard *h)
{
	struct telling *t = ctx;

	if (h->node != LAYOUT_NONE && layout_node(t->b->doc, h->node)->placed)
		tell(t, h->value);
}

/* texts in their order, then what streamed rows, alternative texts, prose and the list of sources say */
size_t bind_printed(const struct bind *b, struct arena *a, struct data_printed **out)
{
	struct telling t = {.b = b, .a = a};

	for (int32_t i = 0; i != LAYOUT_NONE && !limit_time_over(); i = next_in_tree(b->doc, i)) {
		const struct layout_node *node = layout_node(b->doc, i);
		if (node->kind == LAYOUT_TEXT && node->placed && node->value != NULL)
			tell(&t, node->value);
	}
	bind_streams_printed(b, tell_placed, &t);
	for (size_t i = 0; i < b->n_heard; i++)
		tell_placed(&t, &b->heard[i]);
	for (size_t i = 0; i < b->n_entries; i++)
		tell_placed(&t, &b->entries[i]);
	*out = arena_alloc(a, (t.n + 1) * sizeof *t.v);
	if (t.n > 0)
		memcpy(*out, t.v, t.n * sizeof *t.v);
	free(t.v);
	free(t.seen);
	buf_drop(&t.text);
	return t.n;
}
