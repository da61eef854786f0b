/* galley.c: lists of slices and what can be done to them without knowing what they show. */
#include "layout/compose.h"

#include <stdlib.h>
#include <string.h>

void galley_space(struct galley *g, mpt space)
{
	if (space > g->pending)
		g->pending = space;
}

void galley_add(struct galley *g, struct slice s)
{
	g->v = grow_array(g->v, &g->cap, g->n + 1, sizeof *g->v);
	if (g->pending > s.space)
		s.space = g->pending;
	g->pending = 0;
	if (g->glue)
		s.may_break = false;
	g->glue = false;
	g->v[g->n++] = s;
}

void galley_drop(struct galley *g)
{
	free(g->v);
	*g = (struct galley){0};
}

mpt galley_height(const struct galley *g)
{
	mpt h = 0;

	for (size_t i = 0; i < g->n; i++)
		h += g->v[i].height + (i > 0 ? g->v[i].space : 0);
	return h;
}

void galley_shift(struct galley *g, mpt dx)
{
	for (size_t i = 0; i < g->n; i++)
		for (size_t k = 0; k < g->v[i].n; k++)
			g->v[i].ops[k].x += dx;
}

struct slice galley_merge(const struct galley *g, struct arena *a)
{
	struct slice out = {.may_break = true, .block = LAYOUT_NONE};
	size_t ops = 0;
	mpt y = 0;

	for (size_t i = 0; i < g->n; i++)
		ops += g->v[i].n;
	out.ops = arena_alloc(a, ops * sizeof *out.ops);
	for (size_t i = 0; i < g->n; i++) {
		if (i > 0)
			y += g->v[i].space;
		for (size_t k = 0; k < g->v[i].n; k++) {
			out.ops[out.n] = g->v[i].ops[k];
			out.ops[out.n++].y += y;
		}
		y += g->v[i].height;
	}
	out.height = y;
	if (g->n > 0) {
		out.space = g->v[0].space;
		out.may_break = g->v[0].may_break;
		out.block = g->v[0].block;
	}
	return out;
}

/* ---- zip: rows of cells that are cut between lines.
 *
 *   cell 1  |----|----|----|         A cut goes where no cell has a slice across it: the places where
 *   cell 2  |-------|----|           every cell has ended a slice. Ops keep their reading order within a
 *   cuts    |            |    |      piece: first cell first. */

static mpt slice_top(const struct galley *g, size_t i)
{
	mpt y = 0;

	for (size_t k = 0; k < i; k++)
		y += g->v[k].height + (k > 0 ? g->v[k].space : 0);
	return y + (i > 0 ? g->v[i].space : 0);
}

static bool cut_is_free(const struct galley *cells, size_t n, mpt y)
{
	for (size_t c = 0; c < n; c++) {
		mpt top = 0;
		for (size_t i = 0; i < cells[c].n; i++) {
			const struct slice *s = &cells[c].v[i];
			top += i > 0 ? s->space : 0;
			if (y > top && y < top + s->height)
				return false;
			top += s->height;
		}
	}
	return true;
}

/* the first free cut below y, at most height */
static mpt next_cut(const struct galley *cells, size_t n, mpt y, mpt height)
{
	mpt best = height;

	for (size_t c = 0; c < n; c++)
		for (size_t i = 0; i < cells[c].n; i++) {
			mpt bottom = slice_top(&cells[c], i) + cells[c].v[i].height;
			if (bottom > y && bottom < best && cut_is_free(cells, n, bottom))
				best = bottom;
		}
	return best;
}

static struct slice piece(const struct galley *cells, size_t n, mpt from, mpt to, struct arena *a)
{
	struct slice out = {.height = to - from, .may_break = true, .block = LAYOUT_NONE};
	size_t cap = 0;

	for (size_t c = 0; c < n; c++)
		for (size_t i = 0; i < cells[c].n; i++)
			cap += cells[c].v[i].n;
	out.ops = arena_alloc(a, cap * sizeof *out.ops);
	for (size_t c = 0; c < n; c++)
		for (size_t i = 0; i < cells[c].n; i++) {
			mpt top = slice_top(&cells[c], i);
			if (top < from || top >= to)
				continue;
			for (size_t k = 0; k < cells[c].v[i].n; k++) {
				out.ops[out.n] = cells[c].v[i].ops[k];
				out.ops[out.n++].y += top - from;
			}
		}
	return out;
}

void galley_zip(struct galley *out, const struct galley *cells, size_t n, mpt height, bool cut, struct arena *a)
{
	mpt from = 0, to;

	do {
		to = cut ? next_cut(cells, n, from, height) : height;
		galley_add(out, piece(cells, n, from, to < height ? to : height + 1, a));
		out->v[out->n - 1].height = to - from;
		from = to;
	} while (from < height);
}
