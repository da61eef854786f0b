/* area.c: blocks that fill several columns, one column after the other, balanced.
 *
 *   galley   a b c d e f g        columns of equal width, the lowest height at which all slices find room
 *            a d g
 *            b e                  what no page holds is cut into bands: the first fills the rest of the page, the next ones pages
 *            c f
 *
 * Within a band the order of operations is the reading order: the first column, then the second. */
#include "layout/compose.h"

#include <string.h>

#define COLUMNS_MAX 16
#define LINES_LEAST 3                /* lines that a band must have room for, or it begins on the next page */

struct band { size_t ends[COLUMNS_MAX]; size_t end; };       /* slices: each column's end, and that of the last */

/* the group of slices from i on that may not part */
static size_t group_end(const struct galley *g, size_t i)
{
	do
		i++;
	while (i < g->n && !g->v[i].may_break);
	return i;
}

/* Fills columns of that height from slice `from` on. One group that is higher than a column stands alone in it. */
static void fill(const struct galley *g, size_t from, size_t columns, mpt height, struct band *b)
{
	size_t i = from;

	for (size_t k = 0; k < columns; k++) {
		int64_t y = 0;
		while (i < g->n) {
			size_t end = group_end(g, i);
			int64_t more = 0;
			for (size_t s = i; s < end; s++)
				more += g->v[s].height + (y + more > 0 ? g->v[s].space : 0);
			if (y > 0 && y + more > height)
				break;
			y += more;
			i = end;
		}
		b->ends[k] = i;
	}
	b->end = i;
}

/* [mpt] of the highest column */
static int64_t band_height(const struct galley *g, size_t from, size_t columns, const struct band *b)
{
	int64_t highest = 0;

	for (size_t k = 0; k < columns; from = b->ends[k++]) {
		struct galley part = {.v = g->v + from, .n = b->ends[k] - from};
		int64_t h = galley_height(&part);
		highest = h > highest ? h : highest;
	}
	return highest;
}

/* the lowest columns that hold all from that slice on; columns of `room` where those do not either */
static void balance(const struct galley *g, size_t from, size_t columns, mpt room, struct band *b)
{
	mpt low = 0, high = room;

	fill(g, from, columns, room, b);
	if (b->end < g->n)
		return;
	while (high - low > 250) {
		mpt middle = low + (high - low) / 2;
		fill(g, from, columns, middle, b);
		*(b->end < g->n ? &low : &high) = middle;
	}
	fill(g, from, columns, high, b);
}

static void add_band(struct compose *c, int32_t node, const struct galley *g, size_t from, size_t columns, const struct band *b, mpt step,
    struct galley *out)
{
	struct slice band = {.may_break = true, .block = node, .space = g->v[from].space};
	size_t n = 0;

	for (size_t i = from; i < b->end; i++)
		n += g->v[i].n;
	band.ops = arena_alloc(c->arena, (n + 1) * sizeof *band.ops);
	for (size_t k = 0; k < columns && from < g->n; from = b->ends[k++]) {
		struct galley part = {.v = g->v + from, .n = b->ends[k] - from};
		struct slice one = galley_merge(&part, c->arena);
		for (size_t i = 0; i < one.n; i++) {
			band.ops[band.n] = one.ops[i];
			band.ops[band.n++].x += (mpt)k * step;
		}
		band.lines = one.lines > band.lines ? one.lines : band.lines;
		band.height = one.height > band.height ? one.height : band.height;
	}
	galley_add(out, band);
}

bool compose_area(struct compose *c, int32_t node, mpt width, struct galley *g)
{
	size_t columns = (size_t)layout_node(c->doc, node)->colspan;
	const struct layout_style *st = block_style(c->doc, node), *text = style_of(c->doc, node);
	mpt column = (width - st->gutter * (mpt)(columns - 1)) / (mpt)columns;
	mpt room = c->room_left >= LINES_LEAST * text->leading ? c->room_left : c->page_room;
	struct galley all = {0};
	bool ok;

	if (columns > COLUMNS_MAX || column <= 0)
		return err_set(c->err, "%sthe columns are wider than the page: take fewer of them", layout_where(c->doc, node));
	c->room_left = 0;
	ok = compose_children(c, node, column, &all);
	for (size_t from = 0; ok && from < all.n;) {
		struct band b;
		balance(&all, from, columns, room, &b);
		if (band_height(&all, from, columns, &b) > c->page_room)
			ok = err_set(c->err, "%sa block in these columns is higher than a page: let it break", layout_where(c->doc, node));
		if (ok)
			add_band(c, node, &all, from, columns, &b, column + st->gutter, g);
		from = b.end;
		room = c->page_room;
		ok = ok && time_left(c);
	}
	galley_drop(&all);
	return ok;
}
