/* budget.c: page budgets. A document, or a region of it that has pages of its own, takes no more pages than it is given: blocks and rows
 * that have a rank are left out, those of the highest rank first, the last of a rank before the others, and no more than must be.
 *
 *   candidates, in the order of dropping    r9 r8 r7 | r2 r1        the least k such that the document without the first k fits
 *
 * k is found by doubling and halving, first over whole lists, then within one: each try restarts from the checkpoint before the first
 * block that changes, and takes the time of what stands behind it. */
#include "layout/run.h"
#include "layout/doc.h"

#include <stdlib.h>
#include <string.h>

struct candidates { int32_t *v; size_t n, dropped; };        /* v owned: nodes; the first of them are dropped */

struct fit {
	struct run *r;
	int32_t root, node;          /* node: what has the budget */
	int32_t block;               /* the next block behind it */
	size_t begin;                /* [pages] before it */
	size_t budget;               /* [pages] */
	struct candidates all;
};

bool keeps_budgets(const struct layout_doc *d)
{
	bool any = d->info.page_budget > 0;

	for (size_t i = 0; !any && i < d->n; i++)
		any = layout_node(d, (int32_t)i)->pages > 0;
	return any;
}

/* ---- candidates */

static const struct layout_doc *sorting;     /* qsort has no context; one document at a time */

static int by_rank(const void *x, const void *y)
{
	int32_t a = *(const int32_t *)x, b = *(const int32_t *)y;
	int ra = layout_node(sorting, a)->rank, rb = layout_node(sorting, b)->rank;

	return ra != rb ? (ra < rb ? 1 : -1) : a < b ? 1 : -1;
}

static void collect(const struct layout_doc *d, int32_t outer, struct candidates *c)
{
	size_t cap = 0;

	for (int32_t i = 0; (size_t)i < d->n; i++) {
		if (layout_node(d, i)->rank == 0 || !is_within(d, i, outer) || !is_kept(d, i))
			continue;
		c->v = grow_array(c->v, &cap, c->n + 1, sizeof *c->v);
		c->v[c->n++] = i;
	}
	sorting = d;
	if (c->n > 1)
		qsort(c->v, c->n, sizeof *c->v, by_rank);
}

/* ---- trying */

static void mark_up(const struct layout_doc *d, unsigned char *changed, int32_t node)
{
	for (; node != LAYOUT_NONE; node = layout_node(d, node)->parent)
		changed[node] |= 1;
}

/* The checkpoint before the first block within outer that holds one of the nodes or stands in one. What is generated may name them: a table
 * of contents has no entry for a heading that is dropped. */
static size_t checkpoint_before(const struct run *r, int32_t outer, const int32_t *v, size_t n)
{
	const struct layout_doc *d = r->c.doc;
	unsigned char *changed = mem_zalloc(d->n);           /* 1: holds one of them, 2: is one */
	size_t i;

	for (size_t k = 0; k < n; k++) {
		mark_up(d, changed, v[k]);
		changed[v[k]] |= 2;
	}
	for (int32_t k = 0; (size_t)k < d->n; k++)
		if (layout_node(d, k)->kind == LAYOUT_GENERATED && is_within(d, k, outer))
			mark_up(d, changed, k);
	for (i = 0; i + 1 < r->n_checkpoints; i++) {
		int32_t at = r->checkpoints[i].block;
		bool hit = changed[at] != 0;
		for (; !hit && at != LAYOUT_NONE; at = layout_node(d, at)->parent)
			hit = (changed[at] & 2) != 0;
		if (hit)
			break;
	}
	free(changed);
	return i;
}

static size_t pages_taken(const struct fit *f) { return pages_now(f->r) - f->begin; }

static int32_t region_of(const struct layout_doc *d, int32_t block, int32_t root)
{
	while (block != root && block != LAYOUT_NONE && layout_node(d, block)->pages == 0)
		block = layout_node(d, block)->parent;
	return block == root ? LAYOUT_NONE : block;
}

/* blocks from *block on, as long as they stand within the node; a region begins on a fresh page, and so does what follows it */
static bool compose_within(struct run *r, int32_t root, int32_t node, int32_t *block)
{
	const struct layout_doc *d = r->c.doc;
	int32_t in = region_of(d, *block, root);

	while (*block != LAYOUT_NONE && is_within(d, *block, node)) {
		int32_t region = region_of(d, *block, root);
		if (region != in && !begin_page(r))
			return false;
		in = region;
		if (!compose_next(r, root, block))
			return false;
	}
	return place_groups(r, &r->main, true);
}

/* lays out again without the first k candidates */
static bool try_without(struct fit *f, size_t k)
{
	struct candidates *c = &f->all;
	size_t from = k < c->dropped ? k : c->dropped, to = k < c->dropped ? c->dropped : k;

	if (from == to)
		return true;
	for (size_t i = from; i < to; i++)
		layout_node(f->r->c.doc, c->v[i])->dropped = i < k;
	c->dropped = k;
	f->block = restart_at(f->r, checkpoint_before(f->r, f->node, c->v + from, to - from));
	return compose_within(f->r, f->root, f->node, &f->block);
}

static bool too_long(struct fit *f)
{
	struct err *e = f->r->c.err;

	if (f->node == f->root)
		return err_set(e, "the document takes %zu pages, its budget is %zu, and no block is left that may be dropped", pages_taken(f),
		    f->budget);
	return err_set(e, "%sthis part takes %zu pages, its budget is %zu, and no block is left in it that may be dropped",
	    layout_where(f->r->c.doc, f->node), pages_taken(f), f->budget);
}

/* The least of n numbers of candidates without which it fits, *found of them; *found is n where it never does. The numbers are ends[0], ...,
 * or with NULL from + 1, from + 2, ... */
static bool search(struct fit *f, const size_t *ends, size_t from, size_t n, size_t *found)
{
	size_t low = 0, high = n, step = 1;      /* before low it is too long, from high on it fits */

	while (low < high) {
		size_t at = high < n ? low + (high - low) / 2 : low + step <= n ? low + step - 1 : n - 1;
		if (!try_without(f, ends != NULL ? ends[at] : from + at + 1))
			return false;
		if (pages_taken(f) > f->budget)
			low = at + 1;
		else
			high = at;
		step *= 2;
	}
	*found = high;
	return high == n || try_without(f, ends != NULL ? ends[high] : from + high + 1);
}

/* where candidates of one parent end, in their order: [candidates] */
static size_t *ends_of_lists(const struct layout_doc *d, const struct candidates *c, size_t *n)
{
	size_t *v = mem_alloc((c->n + 1) * sizeof *v);

	*n = 0;
	for (size_t i = 1; i <= c->n; i++)
		if (i == c->n || layout_node(d, c->v[i])->parent != layout_node(d, c->v[i - 1])->parent)
			v[(*n)++] = i;
	return v;
}

/* The first item that goes brings the line "n of m shown", which may be higher than it; so whole lists are tried first, then the items of
 * the last one. */
static bool drop_least(struct fit *f)
{
	size_t n, list, item;
	size_t *ends = ends_of_lists(f->r->c.doc, &f->all, &n);
	bool ok = search(f, ends, 0, n, &list);

	if (ok && list == n)
		ok = too_long(f);
	else if (ok)
		ok = search(f, NULL, list > 0 ? ends[list - 1] : 0, ends[list] - (list > 0 ? ends[list - 1] : 0), &item);
	free(ends);
	return ok;
}

/* what was left out, for those who tell the user: the topmost of nested ones */
static void note(struct layout_doc *d, const struct candidates *c)
{
	for (size_t i = 0; i < c->dropped; i++)
		if (is_kept(d, layout_node(d, c->v[i])->parent)) {
			d->left_out = grow_array(d->left_out, &d->left_out_cap, (size_t)d->dropped + 1, sizeof *d->left_out);
			d->left_out[d->dropped++] = c->v[i];
		}
}

static bool fit(struct fit *f)
{
	bool ok = true;

	if (pages_taken(f) > f->budget) {
		collect(f->r->c.doc, f->node, &f->all);
		ok = drop_least(f);
		note(f->r->c.doc, &f->all);
		free(f->all.v);
	}
	return ok;
}

/* ---- the document */

static bool compose_region(struct run *r, int32_t root, int32_t region, int32_t *block)
{
	struct fit f = {.r = r, .root = root, .node = region, .budget = (size_t)layout_node(r->c.doc, region)->pages};

	if (!begin_page(r))
		return false;
	f.begin = r->n_pages;
	f.block = *block;
	if (!compose_within(r, root, region, &f.block) || !fit(&f))
		return false;
	*block = f.block;
	return begin_page(r);
}

static bool compose_all(struct run *r, int32_t root)
{
	const struct layout_doc *d = r->c.doc;

	for (int32_t block = first_block(r, root); block != LAYOUT_NONE;) {
		int32_t region = region_of(d, block, root);
		if (region != LAYOUT_NONE ? !compose_region(r, root, region, &block) : !compose_next(r, root, &block))
			return false;
	}
	return place_groups(r, &r->main, true);
}

bool compose_within_budgets(struct run *r, int32_t root)
{
	struct fit f = {.r = r, .root = root, .node = root, .block = LAYOUT_NONE, .budget = (size_t)r->c.doc->info.page_budget};

	return compose_all(r, root) && (f.budget == 0 || fit(&f));
}
