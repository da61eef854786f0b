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
	if (g->glue > 0)
		s.may_break = false;
	g->glue = g->glue > s.lines ? g->glue - s.lines : 0;
	g->v[g->n++] = s;
}

void galley_drop(struct galley *g)
{
	free(g->v);
	*g = (struct galley){0};
}

int64_t galley_height(const struct galley *g)
{
	int64_t h = 0;

	for (size_t i = 0; i < g->n; i++)
		h += g->v[i].height + (i > 0 ? g->v[i].space : 0);
	return h;
}

static void shift(struct slice *s, mpt dx)
{
	for (size_t k = 0; k < s->n; k++)
		s->ops[k].x += dx;
}

const struct galley *galley_head(struct slice one, struct arena *a)
{
	struct galley *g = arena_alloc(a, sizeof *g);

	g->v = arena_alloc(a, sizeof *g->v);
	g->v[0] = one;
	g->n = 1;
	return g;
}

/* A header to repeat moves with its rows. They share it, so it is copied, once for the rows in a row that have it. */
void galley_shift(struct galley *g, mpt dx, struct arena *a)
{
	const struct galley *old = NULL, *moved = NULL;

	for (size_t i = 0; i < g->n; i++) {
		shift(&g->v[i], dx);
		if (g->v[i].head == NULL)
			continue;
		if (g->v[i].head != old) {
			struct slice one = galley_merge(old = g->v[i].head, a);
			shift(&one, dx);
			moved = galley_head(one, a);
		}
		g->v[i].head = moved;
	}
}

struct slice galley_merge(const struct galley *g, struct arena *a)
{
	struct slice out = {.may_break = true, .block = LAYOUT_NONE};
	size_t ops = 0;
	mpt y = 0;

	for (size_t i = 0; i < g->n; i++) {
		ops += g->v[i].n;
		out.lines += g->v[i].lines;
	}
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

/* ---- zip: galleys side by side, cut between lines.
 *
 *   cell 1  |----|----|----|         A cut goes where no cell has a slice across it: the places where every
 *   cell 2  |-------|----|           cell has ended a slice. A piece that no page could hold is cut unevenly:
 *   cuts    |            |    |      each cell gives what fits, and all go on side by side below it.
 *
 * Ops keep their reading order within a piece: first cell first. One pass: the time is that of the ops. */

struct strip {                       /* a cell on its way through zip */
	const struct galley *g;
	size_t from, to;             /* its slices of the piece in hand */
	int64_t y, bottom;           /* [mpt] where those before from end, and those before to, from the top of the row */
};

struct zip {
	struct strip *v;
	size_t n;
	int64_t y;                   /* [mpt] bottom of the last piece */
	struct arena *arena;
	const struct galley **heads, *head;  /* of the last piece: its strips', and all of them as one */
};

/* the top of a strip's next slice */
static int64_t next_top(const struct strip *s) { return s->bottom + (s->to > 0 ? s->g->v[s->to].space : 0); }

static bool ended(const struct strip *s) { return s->to == s->g->n; }

static void take(struct strip *s)
{
	s->bottom = next_top(s) + s->g->v[s->to].height;
	s->to++;
}

static int64_t piece_top(const struct zip *z)
{
	int64_t top = INT64_MAX;

	for (size_t c = 0; c < z->n; c++)
		if (!ended(&z->v[c]) && next_top(&z->v[c]) < top)
			top = next_top(&z->v[c]);
	return top;
}

/* [mpt] room that headers need above what the strips go on with */
static mpt head_room(const struct zip *z)
{
	mpt room = 0;

	for (size_t c = 0; c < z->n; c++) {
		const struct strip *s = &z->v[c];
		const struct galley *head = ended(s) ? NULL : s->g->v[s->to].head;
		if (head != NULL && head->v[0].height > room)
			room = head->v[0].height;
	}
	return room;
}

/* the slice that ends first, and all that then would be cut */
static int64_t take_even(struct zip *z)
{
	struct strip *first = z->v;          /* not all have ended, so it is not this one by default */
	int64_t low = INT64_MAX, before;

	for (size_t c = 0; c < z->n; c++) {
		struct strip *s = &z->v[c];
		if (!ended(s) && next_top(s) + s->g->v[s->to].height < low) {
			low = next_top(s) + s->g->v[s->to].height;
			first = s;
		}
	}
	take(first);
	do {
		before = low;
		for (size_t c = 0; c < z->n; c++)
			for (struct strip *s = &z->v[c]; !ended(s) && next_top(s) < low; low = s->bottom > low ? s->bottom : low)
				take(s);
	} while (low != before);
	return low;
}

/* what ends above a line, at least one slice, which begins at top */
static int64_t take_uneven(struct zip *z, int64_t top, int64_t line)
{
	int64_t low = 0;
	bool any = false;

	for (size_t c = 0; c < z->n; c++) {
		struct strip *s = &z->v[c];
		s->to = s->from;
		s->bottom = s->y;
	}
	for (size_t c = 0; c < z->n; c++)
		for (struct strip *s = &z->v[c]; !ended(s); low = s->bottom > low ? s->bottom : low) {
			bool fits = next_top(s) + s->g->v[s->to].height <= line;
			if (!fits && (any || next_top(s) > top))
				break;
			any = true;
			take(s);
			if (!fits)
				break;
		}
	for (size_t c = 0; c < z->n; c++)
		z->v[c].bottom = low;
	return low;
}

/* the headers that the strips of a piece repeat, side by side */
static const struct galley *piece_head(struct zip *z)
{
	bool same = true, any = false;
	struct galley all = {0};
	struct slice one;
	mpt height = 0;

	for (size_t c = 0; c < z->n; c++) {
		const struct strip *s = &z->v[c];
		const struct galley *head = s->to > s->from ? s->g->v[s->from].head : NULL;
		same &= z->heads[c] == head;
		any |= head != NULL;
		z->heads[c] = head;
	}
	if (same || !any)
		return z->head = any ? z->head : NULL;
	for (size_t c = 0; c < z->n; c++)
		if (z->heads[c] != NULL) {
			one = z->heads[c]->v[0];
			height = one.height > height ? one.height : height;
			one.space = 0;
			one.height = 0;          /* all begin at the top */
			galley_add(&all, one);
		}
	one = galley_merge(&all, z->arena);
	one.height = height;
	galley_drop(&all);
	return z->head = galley_head(one, z->arena);
}

static struct slice piece(struct zip *z, int64_t top, int64_t bottom)
{
	struct slice out = {.height = (mpt)(bottom - top), .space = (mpt)(top - z->y), .may_break = true, .block = LAYOUT_NONE};
	size_t cap = 0;

	for (size_t c = 0; c < z->n; c++)
		for (size_t i = z->v[c].from; i < z->v[c].to; i++)
			cap += z->v[c].g->v[i].n;
	out.ops = arena_alloc(z->arena, cap * sizeof *out.ops);
	for (size_t c = 0; c < z->n; c++) {
		const struct strip *s = &z->v[c];
		int64_t y = s->y;
		int lines = 0;
		if (s->from < s->to)
			out.may_break &= s->g->v[s->from].may_break;
		for (size_t i = s->from; i < s->to; y += s->g->v[i++].height) {
			y += i > 0 ? s->g->v[i].space : 0;
			lines += s->g->v[i].lines;
			for (size_t k = 0; k < s->g->v[i].n; k++) {
				out.ops[out.n] = s->g->v[i].ops[k];
				out.ops[out.n++].y += (mpt)(y - top);
			}
		}
		out.lines = lines > out.lines ? lines : out.lines;
	}
	out.head = piece_head(z);
	return out;
}

static void take_all(struct zip *z)
{
	for (size_t c = 0; c < z->n; c++)
		while (!ended(&z->v[c]))
			take(&z->v[c]);
}

void galley_zip(struct galley *out, const struct galley *cells, size_t n, mpt room, bool cut, struct arena *a)
{
	struct zip z = {.n = n, .arena = a, .v = arena_alloc(a, n * sizeof *z.v), .heads = arena_alloc(a, n * sizeof *z.heads)};
	int64_t top, bottom, height = 0;

	for (size_t c = 0; c < n; c++) {
		z.v[c].g = &cells[c];
		height = galley_height(&cells[c]) > height ? galley_height(&cells[c]) : height;
	}
	if (!cut || piece_top(&z) == INT64_MAX) {
		take_all(&z);
		galley_add(out, piece(&z, 0, height));
		out->v[out->n - 1].head = NULL;
		return;
	}
	while ((top = piece_top(&z)) != INT64_MAX) {
		mpt headless = room - head_room(&z);
		bottom = take_even(&z);
		if (bottom - top > headless)
			bottom = take_uneven(&z, top, top + headless);
		galley_add(out, piece(&z, top, bottom));
		out->v[out->n - 1].cut = true;
		z.y = bottom;
		for (size_t c = 0; c < n; c++) {
			z.v[c].from = z.v[c].to;
			z.v[c].y = z.v[c].bottom;
		}
	}
}
