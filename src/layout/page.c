/* page.c: slices into pages: the builder keeps slices that may not part as a group and starts a page when the group does not fit. */
#include "layout/run.h"
#include "layout/doc.h"

#include <stdlib.h>
#include <string.h>

/* ---- the page */

mpt left_margin(const struct layout_doc *d, size_t page)
{
	const struct layout_geometry *g = &d->info.geometry;
	return g->mirrored && page % 2 == 1 ? g->outer : g->inner;
}

mpt body_width(const struct layout_doc *d) { return d->info.geometry.width - d->info.geometry.inner - d->info.geometry.outer; }

static void mark_placed(struct layout_doc *d, int32_t node, size_t page, mpt y)
{
	for (; node != LAYOUT_NONE; node = layout_node(d, node)->parent) {
		struct layout_node *n = layout_node(d, node);
		if (n->placed)
			return;
		n->placed = true;
		n->page = (int32_t)page;
		n->y = y;
	}
}

static mpt op_top(const struct layout_op *op)
{
	mpt asc, desc, cap;

	if (op->kind != LAYOUT_OP_TEXT)
		return op->y;
	text_face_heights(op->run.face, op->run.size, &asc, &desc, &cap);
	return op->y - asc;
}

void place_node(struct layout_doc *d, int32_t node, size_t page, const struct layout_op *op) { mark_placed(d, node, page, op_top(op)); }

static void put_ops(struct run *r, const struct slice *s, mpt y)
{
	struct layout_doc *d = r->c.doc;
	mpt dx = left_margin(d, r->n_pages), dy = d->info.geometry.top + y;

	r->open.ops = grow_array(r->open.ops, &r->open.cap, r->open.n + s->n, sizeof *r->open.ops);
	for (size_t i = 0; i < s->n; i++) {
		struct layout_op *op = &r->open.ops[r->open.n++];
		*op = s->ops[i];
		op->x += dx;
		op->y += dy;
		if (op->node != LAYOUT_NONE)
			mark_placed(d, op->node, r->n_pages, op_top(op));
	}
}

struct layout_page page_view(const struct layout_doc *d, size_t number, const struct layout_op *ops, size_t n)
{
	return (struct layout_page){.number = (int)number + 1, .width = d->info.geometry.width, .height = d->info.geometry.height, .ops = ops,
	    .n = n};
}

/* Reading order within what was cut: the lines of the first cell, then those of the second. Lines of one cell so share a mark, and who
 * reads the page without its tags gets sentences. What is no cell's, such as a fill, comes first. */

struct ordered { int32_t cell; size_t i; struct layout_op op; };

static int32_t cell_of(const struct layout_doc *d, int32_t node, int32_t block)
{
	while (node != LAYOUT_NONE && layout_node(d, node)->parent != block)
		node = layout_node(d, node)->parent;
	return node;
}

static int by_cell(const void *x, const void *y)
{
	const struct ordered *a = x, *b = y;

	return a->cell != b->cell ? (a->cell > b->cell ? 1 : -1) : a->i > b->i ? 1 : -1;
}

void order_cut(struct run *r)
{
	size_t n = r->open.n - r->cut_from;
	struct ordered *v;

	if (r->cut != LAYOUT_NONE && n > 1) {
		v = mem_alloc(n * sizeof *v);
		for (size_t i = 0; i < n; i++) {
			const struct layout_op *op = &r->open.ops[r->cut_from + i];
			v[i] = (struct ordered){cell_of(r->c.doc, op->node, r->cut), i, *op};
		}
		qsort(v, n, sizeof *v, by_cell);
		for (size_t i = 0; i < n; i++)
			r->open.ops[r->cut_from + i] = v[i].op;
		free(v);
	}
	r->cut = LAYOUT_NONE;
}

bool end_page(struct run *r)
{
	struct layout_page view;

	order_cut(r);
	view = page_view(r->c.doc, r->n_pages, r->open.ops, r->open.n);
	if (r->buffered) {
		r->pages = grow_array(r->pages, &r->cap_pages, r->n_pages + 1, sizeof *r->pages);
		r->pages[r->n_pages] = r->open;
		r->open = (struct page){0};
	} else {
		if (!r->sink->page(r->sink->ctx, &view, r->c.err))
			return false;
		r->open.n = 0;
		r->flushed = true;
	}
	r->n_pages++;
	r->y = 0;
	return true;
}

static bool place_slice(struct run *r, const struct slice *s)
{
	mpt space;

	if (s->fresh && r->y > 0 && !end_page(r))
		return false;
	space = r->y > 0 ? s->space : 0;
	if (r->y > 0 && r->y + space + s->height > r->c.page_room) {
		if (!end_page(r))
			return false;
		space = 0;
	}
	if (r->y == 0 && r->n_pages > 0 && s->head != NULL && s->head->v[0].height + s->height <= r->c.page_room) {
		put_ops(r, &s->head->v[0], 0);
		r->y = s->head->v[0].height;
	}
	if (r->y + space + s->height > r->c.page_room)
		return err_set(r->c.err, "%sa block of %d pt does not fit a page, which has room for %d pt: shorten it or let it break",
		    layout_where(r->c.doc, s->block), s->height / MPT_PER_PT,
		    (r->c.page_room - r->y) / MPT_PER_PT);
	if (r->cut != (s->cut ? s->block : LAYOUT_NONE)) {
		order_cut(r);
		r->cut = s->cut ? s->block : LAYOUT_NONE;
		r->cut_from = r->open.n;
	}
	put_ops(r, s, r->y + space);
	r->y += space + s->height;
	return true;
}

static int64_t group_height(const struct slice *v, size_t n, bool first_space)
{
	int64_t h = 0;

	for (size_t i = 0; i < n; i++)
		h += v[i].height + (i > 0 || first_space ? v[i].space : 0);
	return h;
}

/* A group that does not fit here but would on a fresh page moves there; one that no page holds is cut where it must. */
static bool place_group(struct run *r, const struct slice *v, size_t n)
{
	int64_t here = group_height(v, n, r->y > 0), fresh = group_height(v, n, false);

	if (v[0].head != NULL)
		fresh += v[0].head->v[0].height;
	if (r->y > 0 && !v[0].fresh && r->y + here > r->c.page_room && fresh <= r->c.page_room && !end_page(r))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!place_slice(r, &v[i]))
			return false;
	return true;
}

/* places all complete groups; the last one stays unless all is over */
bool place_groups(struct run *r, struct galley *g, bool all)
{
	size_t from = 0;

	for (size_t i = 1; i <= g->n; i++) {
		if (i < g->n ? !g->v[i].may_break : !all)
			continue;
		if (!place_group(r, g->v + from, i - from))
			return false;
		from = i;
	}
	if (from > 0 && from < g->n)
		memmove(g->v, g->v + from, (g->n - from) * sizeof *g->v);
	g->n -= from;
	return true;
}

bool begin_page(struct run *r)
{
	if (!place_groups(r, &r->main, true))
		return false;
	r->main.glue = 0;
	r->main.pending = 0;
	return r->y == 0 || end_page(r);
}

size_t pages_now(const struct run *r) { return r->n_pages + (r->open.n > 0 || r->n_pages == 0); }

static void forget_placement(struct layout_doc *d)
{
	for (size_t i = 0; i < d->n; i++)
		layout_node(d, (int32_t)i)->placed = false;
}

void replay_placement(struct run *r)
{
	forget_placement(r->c.doc);
	for (size_t p = 0; p <= r->n_pages; p++) {
		const struct page *page = p < r->n_pages && r->buffered ? &r->pages[p] : &r->open;
		for (size_t i = 0; i < page->n; i++)
			if (page->ops[i].node != LAYOUT_NONE)
				mark_placed(r->c.doc, page->ops[i].node, p, op_top(&page->ops[i]));
	}
}

/* Arenas of slices that went out can go: a slice waits at most until the page after next is out. */
static void turn_generation(struct run *r)
{
	if (r->buffered || !r->flushed)
		return;
	arena_drop(r->generations[GENERATIONS - 1]);
	memmove(r->generations + 1, r->generations, (GENERATIONS - 1) * sizeof *r->generations);
	r->generations[0] = r->c.arena = arena_new();
	r->flushed = false;
}

bool emit(struct compose *c, struct galley *g)
{
	if (!place_groups(c->run, g, false))
		return false;
	turn_generation(c->run);
	return true;
}
