/* flow.c: the main flow: its blocks in order, with a checkpoint before each where a page budget is kept. */
#include "layout/run.h"
#include "layout/doc.h"

#include <stdlib.h>
#include <string.h>

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
		if (block_style(d, node)->keep_next)
			r->main.glue = KEPT_LINES;
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

/* What a block that fills columns may take of the open page: all of a fresh one where something waits that is not placed yet. */
static mpt room_left(const struct run *r, mpt before)
{
	mpt space = before > r->main.pending ? before : r->main.pending, left = r->c.page_room - r->y - (r->y > 0 ? space : 0);

	return r->main.n > 0 || left <= 0 ? r->c.page_room : left;
}

static bool compose_main_block(struct run *r, int32_t node)
{
	mpt width = body_width(r->c.doc);
	const struct layout_style *st = block_style(r->c.doc, node);
	const struct layout_node *n = layout_node(r->c.doc, node);

	if (n->kind == LAYOUT_PAGE_BREAK && !n->dropped)
		return begin_page(r);
	if (n->kind == LAYOUT_TABLE_BLOCK && !n->dropped && plain(st)) {
		galley_space(&r->main, st->before);
		if (!compose_table(&r->c, node, width, &r->main, emit))
			return false;
		galley_space(&r->main, st->after);
		r->main.glue = st->keep_next ? KEPT_LINES : 0;
	} else {
		bool ok;
		r->c.room_left = room_left(r, st->before);
		ok = compose_block(&r->c, node, width, &r->main);
		r->c.room_left = 0;
		if (!ok)
			return false;
	}
	return emit(&r->c, &r->main);
}

int32_t first_block(struct run *r, int32_t root) { return descend(r, root); }

bool is_within(const struct layout_doc *d, int32_t node, int32_t outer)
{
	for (; node != LAYOUT_NONE; node = layout_node(d, node)->parent)
		if (node == outer)
			return true;
	return false;
}

bool compose_next(struct run *r, int32_t root, int32_t *block)
{
	if (r->buffered)
		take_checkpoint(r, *block);
	if (!compose_main_block(r, *block))
		return false;
	*block = next_block(r, *block, root);
	return true;
}

/* The descent is made anew, as it ends at a node that may be dropped now. */
int32_t restart_at(struct run *r, size_t checkpoint)
{
	struct checkpoint *k = &r->checkpoints[checkpoint];

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
	r->n_checkpoints = checkpoint;
	if (r->c.resolver != NULL && r->c.resolver->restore != NULL)
		r->c.resolver->restore(r->c.resolver->ctx, k->resolved);
	replay_placement(r);
	return descend(r, k->from);
}
