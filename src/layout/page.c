/* page.c: slices into pages, and one layout run from the first block to the sink's end.
 *
 * Blocks of the main flow are composed in order. Each finished galley goes to the builder, which keeps slices that may not part as a group
 * and starts a page when the group does not fit. A page is handed to the sink, and its memory freed, as soon as nothing can change it: at
 * once, unless the document has a page budget; then pages wait, and a checkpoint is taken before each block, so that layout can restart
 * from the block that a budget drops. */
#include "layout/compose.h"
#include "layout/doc.h"

#include <stdlib.h>
#include <string.h>

#define RUNNING_GAP 10000            /* [mpt] between the body and its head or foot */
#define GENERATIONS 4                /* arenas kept: a group may wait for two page ends */

struct page { struct layout_op *ops; size_t n, cap; };       /* ops owned (malloc) */

struct checkpoint {                  /* the state before a block of the main flow */
	int32_t block;
	size_t pages, ops;           /* finished pages; ops on the open one */
	mpt y;
	size_t resolved;             /* the resolver's own state */
	int32_t from;                /* the node that was descended from to the block */
	struct galley waiting;       /* the main flow then: a copy of the list in the arena, which counts; slices are never changed in place */
};

struct run {
	struct compose c;
	const struct layout_sink *sink;
	struct page *pages;          /* owned; without a budget only the open one */
	size_t n_pages, cap_pages;   /* n_pages counts finished ones */
	struct page open;
	mpt y;                       /* [mpt] filled height of the open page */
	int32_t cut;                 /* the block whose parts were put last, LAYOUT_NONE none; */
	size_t cut_from;             /* the first of its operations on the open page */
	struct galley main;          /* slices not yet placed */
	bool buffered;               /* a page budget is kept */
	bool flushed;                /* a page went out since the generation began */
	struct arena *generations[GENERATIONS];
	int32_t from;                /* of the checkpoint to come */
	struct galley before;        /* its space and glue: those before the descent */
	struct checkpoint *checkpoints;
	size_t n_checkpoints, cap_checkpoints;
};

/* ---- the page */

static mpt left_margin(const struct layout_doc *d, size_t page)
{
	const struct layout_geometry *g = &d->info.geometry;
	return g->mirrored && page % 2 == 1 ? g->outer : g->inner;
}

static mpt body_width(const struct layout_doc *d) { return d->info.geometry.width - d->info.geometry.inner - d->info.geometry.outer; }

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

static struct layout_page page_view(const struct layout_doc *d, size_t number, const struct layout_op *ops, size_t n)
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

static void order_cut(struct run *r)
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

static bool end_page(struct run *r)
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
	mpt space = r->y > 0 ? s->space : 0;

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
	if (r->y > 0 && r->y + here > r->c.page_room && fresh <= r->c.page_room && !end_page(r))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!place_slice(r, &v[i]))
			return false;
	return true;
}

/* places all complete groups; the last one stays unless all is over */
static bool place_groups(struct run *r, struct galley *g, bool all)
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

static bool emit(struct compose *c, struct galley *g)
{
	if (!place_groups(c->run, g, false))
		return false;
	turn_generation(c->run);
	return true;
}

/* ---- the main flow */

/* Containers without a look of their own are walked through, so that their blocks can be placed one by one. */
static bool is_transparent(const struct layout_doc *d, int32_t node)
{
	const struct layout_node *n = layout_node(d, node);
	const struct layout_style *s = block_style(d, node);

	return n->kind == LAYOUT_FLOW && !holds_inline(d, node) && !n->dropped && plain(s);
}

static int32_t descend(struct run *r, int32_t node)
{
	const struct layout_doc *d = r->c.doc;

	r->from = node;
	r->before = r->main;
	while (node != LAYOUT_NONE && is_transparent(d, node) && layout_node(d, node)->first != LAYOUT_NONE) {
		galley_space(&r->main, block_style(d, node)->before);
		node = layout_node(d, node)->first;
	}
	return node;
}

static int32_t next_block(struct run *r, int32_t node, int32_t root)
{
	const struct layout_doc *d = r->c.doc;

	while (node != root && node != LAYOUT_NONE && layout_node(d, node)->next == LAYOUT_NONE) {
		node = layout_node(d, node)->parent;
		if (node == root || node == LAYOUT_NONE)
			return LAYOUT_NONE;
		galley_space(&r->main, block_style(d, node)->after);
		r->main.glue = r->main.glue || block_style(d, node)->keep_next;
	}
	return node == root || node == LAYOUT_NONE ? LAYOUT_NONE : descend(r, layout_node(d, node)->next);
}

static void take_checkpoint(struct run *r, int32_t block)
{
	const struct layout_resolver *res = r->c.resolver;
	struct checkpoint *k;

	order_cut(r);
	r->checkpoints = grow_array(r->checkpoints, &r->cap_checkpoints, r->n_checkpoints + 1, sizeof *r->checkpoints);
	k = &r->checkpoints[r->n_checkpoints++];
	*k = (struct checkpoint){.block = block, .pages = r->n_pages, .ops = r->open.n, .y = r->y,
	    .resolved = res != NULL && res->save != NULL ? res->save(res->ctx) : 0};
	k->from = r->from;
	k->waiting = (struct galley){.n = r->main.n, .cap = r->main.n, .pending = r->before.pending, .glue = r->before.glue};
	if (r->main.n > 0) {
		k->waiting.v = arena_alloc(r->c.arena, r->main.n * sizeof *r->main.v);
		memcpy(k->waiting.v, r->main.v, r->main.n * sizeof *r->main.v);
	}
}

static bool compose_main_block(struct run *r, int32_t node)
{
	mpt width = body_width(r->c.doc);
	const struct layout_style *st = block_style(r->c.doc, node);

	if (layout_node(r->c.doc, node)->kind == LAYOUT_TABLE_BLOCK && !layout_node(r->c.doc, node)->dropped && plain(st)) {
		galley_space(&r->main, st->before);
		if (!compose_table(&r->c, node, width, &r->main, emit))
			return false;
		galley_space(&r->main, st->after);
		r->main.glue = st->keep_next;
	} else if (!compose_block(&r->c, node, width, &r->main)) {
		return false;
	}
	return emit(&r->c, &r->main);
}

static bool compose_from(struct run *r, int32_t root, int32_t block)
{
	for (; block != LAYOUT_NONE; block = next_block(r, block, root)) {
		if (r->buffered)
			take_checkpoint(r, block);
		if (!compose_main_block(r, block))
			return false;
	}
	return place_groups(r, &r->main, true);
}

/* ---- page budget */

static bool within(const struct layout_doc *d, int32_t node, int32_t outer)
{
	for (; node != LAYOUT_NONE; node = layout_node(d, node)->parent)
		if (node == outer)
			return true;
	return false;
}

/* the block to drop next: the highest rank, the last of these */
static int32_t droppable(const struct layout_doc *d)
{
	int32_t best = LAYOUT_NONE;
	int rank = 0;

	for (size_t i = 0; i < d->n; i++) {
		const struct layout_node *n = layout_node(d, (int32_t)i);
		if (n->rank > 0 && n->rank >= rank && !n->dropped && n->placed) {
			rank = n->rank;
			best = (int32_t)i;
		}
	}
	return best;
}

static void forget_placement(struct layout_doc *d)
{
	for (size_t i = 0; i < d->n; i++)
		layout_node(d, (int32_t)i)->placed = false;
}

static void replay_placement(struct run *r)
{
	forget_placement(r->c.doc);
	for (size_t p = 0; p <= r->n_pages; p++) {
		const struct page *page = p < r->n_pages ? &r->pages[p] : &r->open;
		for (size_t i = 0; i < page->n; i++)
			if (page->ops[i].node != LAYOUT_NONE)
				mark_placed(r->c.doc, page->ops[i].node, p, op_top(&page->ops[i]));
	}
}

/* back to the state before the main-flow block that holds the node, or that it begins with; returns where to go on. The descent there is
 * made anew, as it ends at a node that is dropped now. */
static int32_t restart_at(struct run *r, int32_t node)
{
	size_t i = 0;
	struct checkpoint *k;

	while (i + 1 < r->n_checkpoints && !within(r->c.doc, node, r->checkpoints[i].block) && !within(r->c.doc, r->checkpoints[i].block, node))
		i++;
	k = &r->checkpoints[i];
	if (k->pages < r->n_pages) {
		free(r->open.ops);
		r->open = r->pages[k->pages];
		for (size_t p = k->pages + 1; p < r->n_pages; p++)
			free(r->pages[p].ops);
	}
	r->open.n = k->ops;
	r->n_pages = k->pages;
	r->cut = LAYOUT_NONE;
	r->y = k->y;
	galley_drop(&r->main);
	r->main = k->waiting;
	if (r->main.n > 0) {
		r->main.v = mem_alloc(r->main.cap * sizeof *r->main.v);
		memcpy(r->main.v, k->waiting.v, r->main.n * sizeof *r->main.v);
	}
	r->n_checkpoints = i;
	if (r->c.resolver != NULL && r->c.resolver->restore != NULL)
		r->c.resolver->restore(r->c.resolver->ctx, k->resolved);
	replay_placement(r);
	return descend(r, k->from);
}

static size_t pages_now(const struct run *r) { return r->n_pages + (r->open.n > 0 || r->n_pages == 0); }

static bool compose_within_budget(struct run *r, int32_t root, int32_t first)
{
	struct layout_doc *d = r->c.doc;

	if (!compose_from(r, root, first))
		return false;
	while (d->info.page_budget > 0 && pages_now(r) > (size_t)d->info.page_budget) {
		int32_t drop = droppable(d);
		if (drop == LAYOUT_NONE)
			return err_set(r->c.err, "the document takes %zu pages, its budget is %d, and no block is left that may be dropped",
			    pages_now(r), d->info.page_budget);
		layout_node(d, drop)->dropped = true;
		d->dropped++;
		if (!compose_from(r, root, restart_at(r, drop)))
			return false;
	}
	return true;
}

/* ---- heads and feet */

static bool running_part(struct run *r, enum layout_artifact where, size_t page, struct page *out)
{
	struct layout_doc *d = r->c.doc;
	const struct layout_geometry *geo = &d->info.geometry;
	int32_t flow = layout_add(d, LAYOUT_NONE, LAYOUT_ROLE_NONE, LAYOUT_FLOW, d->info.body);
	struct galley g = {0};
	struct slice all;
	bool ok;

	if (!r->c.resolver->running(r->c.resolver->ctx, d, flow, where, (int)page + 1, d->pages, r->c.err))
		return !r->c.err->set;
	ok = compose_children(&r->c, flow, body_width(d), &g);
	if (ok) {
		mpt top;
		all = galley_merge(&g, r->c.arena);
		top = where == LAYOUT_ARTIFACT_HEADER ? geo->top - RUNNING_GAP - all.height : geo->height - geo->bottom + RUNNING_GAP;
		out->ops = grow_array(out->ops, &out->cap, out->n + all.n, sizeof *out->ops);
		for (size_t i = 0; i < all.n; i++) {
			if (all.ops[i].kind == LAYOUT_OP_LINK)
				continue;
			struct layout_op *op = &out->ops[out->n++];
			*op = all.ops[i];
			op->x += left_margin(d, page);
			op->y += top;
			op->node = LAYOUT_NONE;
			op->artifact = where;
		}
	}
	galley_drop(&g);
	return ok;
}

static bool send_running(struct run *r)
{
	struct layout_doc *d = r->c.doc;
	bool ok = true;

	for (size_t p = 0; ok && p < (size_t)d->pages; p++) {
		struct page page = {0};
		struct layout_page view;
		r->c.arena = arena_new();
		if (r->c.resolver != NULL && r->c.resolver->running != NULL)
			ok = running_part(r, LAYOUT_ARTIFACT_HEADER, p, &page) && running_part(r, LAYOUT_ARTIFACT_FOOTER, p, &page);
		view = page_view(d, p, page.ops, page.n);
		ok = ok && r->sink->running(r->sink->ctx, &view, r->c.err);
		free(page.ops);
		arena_drop(r->c.arena);
	}
	return ok;
}

/* ---- the run */

static bool send_pages(struct run *r)
{
	size_t n = r->n_pages;

	order_cut(r);
	for (size_t p = 0; r->buffered && p < n; p++) {
		struct layout_page view = page_view(r->c.doc, p, r->pages[p].ops, r->pages[p].n);
		if (!r->sink->page(r->sink->ctx, &view, r->c.err))
			return false;
	}
	if (r->open.n > 0 || n == 0) {
		struct layout_page view = page_view(r->c.doc, n, r->open.ops, r->open.n);
		if (!r->sink->page(r->sink->ctx, &view, r->c.err))
			return false;
		n++;
	}
	r->c.doc->pages = (int)n;
	return true;
}

static void drop_run(struct run *r)
{
	for (size_t i = 0; r->buffered && i < r->n_pages; i++)
		free(r->pages[i].ops);
	for (size_t i = 0; i < GENERATIONS; i++)
		arena_drop(r->generations[i]);
	free(r->checkpoints);
	free(r->pages);
	free(r->open.ops);
	galley_drop(&r->main);
}

bool layout_run(struct layout_doc *d, struct text_fonts *fonts, const struct layout_resolver *resolver, const struct layout_sink *sink,
    struct err *e)
{
	const struct layout_geometry *geo = &d->info.geometry;
	struct run r = {.sink = sink, .buffered = d->info.page_budget > 0, .cut = LAYOUT_NONE};
	bool ok;

	if (geo->width <= geo->inner + geo->outer || geo->height <= geo->top + geo->bottom)
		return err_set(e, "the margins leave nothing of the page");
	if (d->n == 0)
		return err_set(e, "the report describes no document: render() adds nothing");
	r.generations[0] = arena_new();
	r.c = (struct compose){.doc = d, .fonts = fonts, .resolver = resolver, .arena = r.generations[0], .err = e,
	    .page_room = geo->height - geo->top - geo->bottom, .run = &r};
	ok = compose_within_budget(&r, 0, descend(&r, 0)) && send_pages(&r) && send_running(&r) &&
	    sink->finish(sink->ctx, d, e);
	drop_run(&r);
	return ok;
}
