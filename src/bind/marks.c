/* marks.c: numbers of source marks, given when layout composes them, so that only what is placed counts.
 *
 *   Reference (MARK)   "["  Link > "1"  ", "  Link > "3"  "-"  Link > "5"  "]"
 *
 * Sources get numbers and instruments letters, by first use. Layout may go back (a page budget drops a block): then numbers given since are
 * forgotten. Links lead to the entries of the list of sources, which is made later; so their destinations are filled in then. */
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "bind/bind.h"

static size_t count(const struct bind *b, bool instrument)
{
	size_t n = 0;

	for (size_t i = 0; i < b->n_placed; i++)
		n += b->placed[i].instrument == instrument;
	return n;
}

static bool is_instrument(struct bind *b, const char *id)
{
	const char *table = "", *const *columns;
	struct data_value *values;
	size_t n;

	return data_row(b->data, id, b->arena, &table, &columns, &values, &n) && strcmp(table, "instrument") == 0;
}

static size_t place(struct bind *b, const char *id)
{
	bool instrument;

	for (size_t i = 0; i < b->n_placed; i++)
		if (strcmp(b->placed[i].id, id) == 0)
			return i;
	instrument = is_instrument(b, id);
	b->placed = grow_array(b->placed, &b->cap_placed, b->n_placed + 1, sizeof *b->placed);
	b->placed[b->n_placed] = (struct bind_placed){
		.id = arena_strdup(b->keep, id), .instrument = instrument, .number = (int)count(b, instrument) + 1, .entry = LAYOUT_NONE};
	if (b->listed)
		b->late = b->placed[b->n_placed].id;
	return b->n_placed++;
}

/* 1, 2, 3 or A, B, ... Z, AA */
const char *bind_label(struct bind *b, const struct bind_placed *p)
{
	char letters[8], *s = letters + sizeof letters - 1;

	if (!p->instrument)
		return arena_printf(b->arena, "%d", p->number);
	*s = '\0';
	for (int n = p->number; n > 0; n = (n - 1) / 26)
		*--s = (char)('A' + (n - 1) % 26);
	return arena_strdup(b->arena, s);
}

static const struct bind *sorting;   /* qsort has no context; one document at a time */

static int by_number(const void *x, const void *y)
{
	const struct bind_placed *p = &sorting->placed[*(const size_t *)x], *q = &sorting->placed[*(const size_t *)y];

	if (p->instrument != q->instrument)
		return p->instrument - q->instrument;
	return p->number - q->number;
}

static void add_text(struct layout_doc *d, int32_t parent, const char *s) { layout_add_text(d, parent, NULL, s, strlen(s)); }

static void add_link(struct bind *b, int32_t mark, size_t placed)
{
	const struct bind_placed *p = &b->placed[placed];
	const char *label = bind_label(b, p);
	int32_t link = layout_add(b->doc, mark, LAYOUT_LINK, LAYOUT_INLINE, NULL);

	/* until the entry is made, its place in the document stands for it */
	layout_node(b->doc, link)->dest = p->entry != LAYOUT_NONE ? p->entry : b->sources_node;
	layout_node(b->doc, link)->alt = bind_fill(b, b->mark_alt, &(struct bind_filling){NULL, label}, 1);
	add_text(b->doc, link, label);
	b->links = grow_array(b->links, &b->cap_links, b->n_links + 1, sizeof *b->links);
	b->links[b->n_links++] = (struct bind_link){.node = link, .placed = placed};
}

/* how many from i on print as one entry: three and more that follow each other without a gap, as "1-4" */
static size_t entry_from(const struct bind *b, const size_t *v, size_t i, size_t n)
{
	size_t k = i + 1;

	while (k < n && b->placed[v[k]].instrument == b->placed[v[i]].instrument &&
	    b->placed[v[k]].number == b->placed[v[k - 1]].number + 1)
		k++;
	return k - i >= 3 ? k - i : 1;
}

enum { TOGETHER = 4 };   /* a mark of more entries may break between them */

static size_t entries_of(const struct bind *b, const size_t *v, size_t n)
{
	size_t entries = 0;

	for (size_t i = 0; i < n; entries++)
		i += entry_from(b, v, i, n);
	return entries;
}

static const char *mark(void *ctx, struct layout_doc *d, int32_t node)
{
	struct bind *b = ctx;
	const struct bind_mark *m = layout_node(d, node)->value;
	size_t *v = arena_alloc(b->arena, (m->n + 1) * sizeof *v);

	for (size_t i = 0; i < m->n; i++) {
		if (limit_time_over())   /* layout looks at it too, and then says so */
			return "";
		v[i] = place(b, m->sources[i]);
	}
	sorting = b;
	qsort(v, m->n, sizeof *v, by_number);
	const char *comma = entries_of(b, v, m->n) > TOGETHER ? ", " : ",\u00A0";
	add_text(d, node, "[");
	for (size_t i = 0; i < m->n;) {
		size_t run = entry_from(b, v, i, m->n);
		if (i > 0)
			add_text(d, node, comma);
		add_link(b, node, v[i]);
		if (run > 1) {
			add_text(d, node, "\u2013");
			add_link(b, node, v[i + run - 1]);
		}
		i += run;
	}
	add_text(d, node, "]");
	return "";
}

static size_t save(void *ctx) { return ((struct bind *)ctx)->n_placed; }

static void restore(void *ctx, size_t state)
{
	struct bind *b = ctx;
	size_t kept = 0;

	b->n_placed = state;
	for (size_t i = 0; i < b->n_links; i++)
		if (b->links[i].placed < state)
			b->links[kept++] = b->links[i];
	b->n_links = kept;
	b->listed = false;
	b->late = NULL;
}

static bool generate(void *ctx, struct layout_doc *d, int32_t node, struct err *e)
{
	if (layout_node(d, node)->role == LAYOUT_TOC)
		return bind_contents_make(ctx, d, node, e);
	return bind_stream_at(ctx, node) ? bind_stream_look(ctx, node, e) : bind_sources_make(ctx, d, node, e);
}

struct shown { struct bind *b; int32_t node; int shown, all; };

static int l_shown(lua_State *L)
{
	struct shown *s = lua_touserdata(L, 1);
	const char *wording = bind_wording(s->b, "list.shown");
	struct arena *a = s->b->arena;
	struct bind_filling counts[] = {{"n", arena_printf(a, "%d", s->shown)}, {"m", arena_printf(a, "%d", s->all)}};

	if (wording == NULL)
		bind_raise(L, "scripts/language/%s.lua: wording 'list.shown' is missing", s->b->lang);
	add_text(s->b->doc, s->node, bind_fill(s->b, wording, counts, COUNT_OF(counts)));
	return 0;
}

static bool shown(void *ctx, struct layout_doc *d, int32_t node, int n, int all, struct err *e)
{
	struct shown s = {ctx, node, n, all};

	(void)d;
	return bind_protect(ctx, l_shown, &s, e);
	return bind_stream_at(ctx, node) ? bind_stream_look(ctx, node, e) : bind_sources_make(ctx, d, node, e);
}

void bind_resolver(struct bind *b, struct layout_resolver *r)
{
	*r = (struct layout_resolver){.ctx = b, .mark = mark, .generate = generate, .shown = shown, .rows = bind_stream_rows,
	    .running = bind_running_make, .save = save, .restore = restore};
}
