/* table.c: tables: widths of columns, rows, repeated headers.
 *
 * A row is one slice unless it is taller than half a page; then it is cut between lines. Header rows (a row group with `header`) are composed
 * once as content and once as artifacts that the builder repeats at the top of each further page. Widths: fixed ones first; the others by
 * the widest content of a sample of rows, or by their shares of the rest. */
#include "layout/compose.h"
#include "layout/doc.h"

#include <stdlib.h>
#include <string.h>

#define SAMPLE_ROWS 200              /* rows looked at for widths by content */
#define COLUMNS_MAX 64

struct grid {
	size_t n;                    /* [columns] */
	struct layout_column columns[COLUMNS_MAX];
	mpt x[COLUMNS_MAX + 1];      /* left edges [mpt]; x[n] is the right edge plus a gutter */
	mpt gutter;
	mpt head;                    /* height of the header that further pages repeat [mpt] */
	mpt decimal[COLUMNS_MAX];    /* x of the decimal mark within a column on it [mpt] */
};

static const struct table_columns *columns_of(const struct layout_doc *d, int32_t table)
{
	const struct table_columns *t = d->columns;

	while (t != NULL && t->table != table)
		t = t->next;
	return t;
}

/* the head of a group from which all rows were dropped goes with them */
static bool stands(const struct layout_doc *d, int32_t row)
{
	const struct layout_node *n = layout_node(d, row);
	int32_t i = n->next;

	if (n->dropped || !n->group_head)
		return !n->dropped;
	while (i != LAYOUT_NONE && layout_node(d, i)->dropped)
		i = layout_node(d, i)->next;
	return i != LAYOUT_NONE;
}

/* rows in order, through row groups, without those that were dropped: the first row for LAYOUT_NONE */
static int32_t next_row(const struct layout_doc *d, int32_t table, int32_t row)
{
	int32_t i = row == LAYOUT_NONE ? layout_node(d, table)->first : layout_node(d, row)->next;
	int32_t parent = row == LAYOUT_NONE ? table : layout_node(d, row)->parent;

	for (;;) {
		if (i == LAYOUT_NONE) {
			if (parent == table)
				return LAYOUT_NONE;
			i = layout_node(d, parent)->next;
			parent = table;
		} else if (layout_node(d, i)->kind == LAYOUT_ROW_GROUP && !layout_node(d, i)->dropped) {
			parent = i;
			i = layout_node(d, i)->first;
		} else if (layout_node(d, i)->kind == LAYOUT_ROW && stands(d, i)) {
			return i;
		} else {
			i = layout_node(d, i)->next;
		}
	}
}

static bool is_header_row(const struct layout_doc *d, int32_t row)
{
	return layout_node(d, row)->header || layout_node(d, layout_node(d, row)->parent)->header;
}

/* ---- widths */

static bool by_content(const struct grid *g, size_t k) { return g->columns[k].width == 0 && g->columns[k].share == 0; }
static bool on_decimal(const struct grid *g, size_t k) { return g->columns[k].align == LAYOUT_DECIMAL; }

struct want {
	struct extent v[COLUMNS_MAX];
	size_t word[COLUMNS_MAX], text[COLUMNS_MAX];         /* the longest measured so far [characters] */
	struct { mpt before, after; } sides[COLUMNS_MAX], solid[COLUMNS_MAX];        /* of a decimal mark; solid: of cells of one word [mpt] */
};

static mpt larger(mpt a, mpt b) { return a > b ? a : b; }

static void take_larger(struct extent *e, const struct extent *other, mpt left, mpt right)
{
	e->cluster = larger(e->cluster, other->cluster + left + right);
	e->least = larger(e->least, other->least + left + right);
	e->natural = larger(e->natural, other->natural + left + right);
	e->before = larger(e->before, other->before + left);
	e->after = larger(e->after, other->after + right);
}

static bool measure_flow(struct compose *c, int32_t node, struct extent *e)
{
	const struct layout_style *st = block_style(c->doc, node);
	struct extent inner = {0}, own;

	if (holds_inline(c->doc, node)) {
		if (!measure_paragraph(c, node, &inner))
			return false;
	} else {
		for (int32_t i = layout_node(c->doc, node)->first; i != LAYOUT_NONE; i = layout_node(c->doc, i)->next) {
			own = (struct extent){0};
			if (!measure_flow(c, i, &own))
				return false;
			take_larger(&inner, &own, 0, 0);
		}
	}
	take_larger(e, &inner, st->pad_left + st->left, st->pad_right + st->right);
	return true;
}

/* the longest word and the length of the text below a node [characters] */
static void count_text(const struct layout_doc *d, int32_t node, size_t *word, size_t *text)
{
	const struct layout_node *n = layout_node(d, node);
	size_t run = 0;

	for (const char *s = n->kind == LAYOUT_TEXT ? n->text : ""; *s != '\0'; s++) {
		run = *s == ' ' ? 0 : run + ((*s & 0xc0) != 0x80);
		*word = run > *word ? run : *word;
		*text += (*s & 0xc0) != 0x80;
	}
	for (int32_t i = n->first; i != LAYOUT_NONE; i = layout_node(d, i)->next)
		count_text(d, i, word, text);
}

static bool measure_cell(struct compose *c, int32_t cell, const struct grid *g, size_t k, struct want *w)
{
	struct extent e = {0};
	bool ok;

	c->on_decimal = on_decimal(g, k) && !is_header_row(c->doc, layout_node(c->doc, cell)->parent);
	ok = measure_flow(c, cell, &e);
	if (c->on_decimal) {
		w->sides[k].before = larger(w->sides[k].before, e.before);
		w->sides[k].after = larger(w->sides[k].after, e.after);
		w->solid[k].before = larger(w->solid[k].before, e.least < e.natural ? 0 : e.before);
		w->solid[k].after = larger(w->solid[k].after, e.least < e.natural ? 0 : e.after);
	}
	c->on_decimal = false;
	if (!by_content(g, k))
		e.natural = e.cluster = 0;       /* of the others, only words count */
	take_larger(&w->v[k], &e, 0, 0);
	return ok;
}

/* Shaping every cell would double the time of a long table: beside the sample, those count that have a longer word or text, and those
 * that must meet on their decimal marks. */
static bool measure_row(struct compose *c, int32_t row, const struct grid *g, bool sample, struct want *w)
{
	size_t k = 0;

	for (int32_t cell = layout_node(c->doc, row)->first; cell != LAYOUT_NONE && k < g->n; cell = layout_node(c->doc, cell)->next) {
		int span = layout_node(c->doc, cell)->colspan;
		if (span == 1) {
			size_t word = 0, text = 0;
			count_text(c->doc, cell, &word, &text);
			text = by_content(g, k) ? text : 0;
			if ((sample || on_decimal(g, k) || word > w->word[k] || text > w->text[k]) && !measure_cell(c, cell, g, k, w))
				return false;
			w->word[k] = word > w->word[k] ? word : w->word[k];
			w->text[k] = text > w->text[k] ? text : w->text[k];
		}
		k += (size_t)span;
	}
	return true;
}

/* a column on the decimal mark is as wide as the widest of both sides */
static void join_sides(const struct grid *g, struct want *w)
{
	for (size_t k = 0; k < g->n; k++)
		if (on_decimal(g, k)) {
			if (by_content(g, k))
				w->v[k].natural = larger(w->v[k].natural, w->sides[k].before + w->sides[k].after);
			w->v[k].least = larger(w->v[k].least, w->solid[k].before + w->solid[k].after);
		}
}

/* [mpt] where the mark stands in a column: what follows it ends at the right edge, or where that leaves numbers no room, numbers come
 * first */
static mpt decimal_x(const struct want *w, size_t k, mpt width)
{
	mpt x = width - w->sides[k].after;

	if (x < w->solid[k].before)
		x = larger(x, width - w->solid[k].after < w->solid[k].before ? width - w->solid[k].after : w->solid[k].before);
	return larger(x, 0);
}

/* rows that a streamed table will only have later, or rather the longest of them */
static bool measure_unprinted(struct compose *c, int32_t table, const struct grid *g, struct want *w)
{
	bool ok = true;

	for (int32_t i = layout_node(c->doc, table)->first; layout_node(c->doc, table)->streamed && i != LAYOUT_NONE; i = layout_node(c->doc, i)->next)
		if (layout_node(c->doc, i)->kind == LAYOUT_ROW_GROUP && layout_node(c->doc, i)->dropped)
			for (int32_t r = layout_node(c->doc, i)->first; ok && r != LAYOUT_NONE; r = layout_node(c->doc, r)->next)
				ok = measure_row(c, r, g, true, w);
	return ok;
}

static bool measure_table(struct compose *c, int32_t table, const struct grid *g, struct want *w)
{
	struct arena *keep = c->arena;
	size_t rows = 0, step, i = 0;
	bool ok = true;

	for (int32_t r = next_row(c->doc, table, LAYOUT_NONE); r != LAYOUT_NONE; r = next_row(c->doc, table, r))
		rows++;
	step = rows / SAMPLE_ROWS + 1;
	c->arena = arena_new();
	ok = measure_unprinted(c, table, g, w);
	for (int32_t r = next_row(c->doc, table, LAYOUT_NONE); ok && r != LAYOUT_NONE; r = next_row(c->doc, table, r), i++)
		ok = measure_row(c, r, g, i % step == 0 || is_header_row(c->doc, r), w) && time_left(c);
	arena_drop(c->arena);
	c->arena = keep;
	return ok;
}

/* What is left over when all natural widths fit goes to columns of running text (left-aligned), by their width: numbers stay narrow. */
static void give_spare(const struct grid *g, const struct want *w, mpt spare, mpt *width)
{
	int64_t text = 0, all = 0;

	for (size_t k = 0; k < g->n; k++)
		if (by_content(g, k)) {
			all += w->v[k].natural;
			text += g->columns[k].align == LAYOUT_LEFT ? w->v[k].natural : 0;
		}
	for (size_t k = 0; k < g->n && all > 0; k++)
		if (by_content(g, k) && (text == 0 || g->columns[k].align == LAYOUT_LEFT))
			width[k] += (mpt)((int64_t)spare * w->v[k].natural / (text > 0 ? text : all));
}

/* Where not even the longest words fit, the widest columns give way, all of them to one width: their words will be cut. */
static void limit_least(const struct grid *g, struct want *w, mpt give)
{
	mpt limit = 0, before;
	bool first = true;

	do {
		mpt rest = give;
		size_t open = 0;
		before = limit;
		for (size_t k = 0; k < g->n; k++)
			if (by_content(g, k) && (first || w->v[k].least > limit))
				open++;
			else if (by_content(g, k))
				rest -= w->v[k].least;
		if (open == 0)
			return;
		limit = rest / (mpt)open;
		first = false;
	} while (limit != before);
	for (size_t k = 0; k < g->n; k++)
		w->v[k].least = w->v[k].least > limit ? limit : w->v[k].least;
}

static bool by_share(const struct grid *g, size_t k) { return g->columns[k].width == 0 && g->columns[k].share > 0; }

/* Columns of a fixed width are wide enough for their words where that leaves the others enough for theirs. Returns what is left [mpt]. */
static mpt fix_widths(const struct grid *g, const struct want *w, mpt room, mpt *width)
{
	int64_t need = 0;

	for (size_t k = 0; k < g->n; k++)
		need += larger(g->columns[k].width, w->v[k].least);
	for (size_t k = 0; k < g->n; k++) {
		width[k] = g->columns[k].width;
		if (width[k] > 0 && need <= room)
			width[k] = larger(width[k], w->v[k].least);
		room -= width[k];
	}
	return room;
}

/* [mpt] for columns by content beside columns with shares: these keep half, or a quarter where words need more, and room for their own */
static mpt given_to_content(mpt room, mpt least, mpt natural, mpt shares_least)
{
	mpt give = room;

	if (natural > room / 2)
		give = least <= room / 2 ? room / 2 : least < room / 4 * 3 ? least : room / 4 * 3;
	return give > room - shares_least ? larger(room - shares_least, least < give ? least : give) : give;
}

/* Shares divide the room; one that would be narrower than its longest word gets that first, where there is room for all words. */
static void divide_shares(const struct grid *g, const struct want *w, mpt room, mpt *width)
{
	bool settled[COLUMNS_MAX] = {0}, again = true;
	int64_t least = 0;
	int shares = 0;

	for (size_t k = 0; k < g->n; k++)
		if (by_share(g, k)) {
			shares += g->columns[k].share;
			least += w->v[k].least;
		}
	while (again && least <= room) {
		again = false;
		for (size_t k = 0; k < g->n && !again; k++)
			if (by_share(g, k) && !settled[k] && (int64_t)room * g->columns[k].share / shares < w->v[k].least) {
				settled[k] = again = true;
				width[k] = w->v[k].least;
				room -= width[k];
				least -= width[k];
				shares -= g->columns[k].share;
			}
	}
	for (size_t k = 0; k < g->n; k++)
		if (by_share(g, k) && !settled[k])
			width[k] = (mpt)((int64_t)room * g->columns[k].share / shares);
}

/* Columns by content get their natural width if all fit, else their least width and a part of what is left in proportion to what they
 * still want (CSS 2.2, 17.5.2.2, without its freedom). Shares divide what remains. */
static void spread(struct grid *g, struct want *w, mpt room, mpt *width)
{
	mpt least = 0, natural = 0, shares_least = 0, give;
	bool shares = false;

	room = give = fix_widths(g, w, room, width);
	for (size_t k = 0; k < g->n; k++) {
		shares = shares || by_share(g, k);
		shares_least += by_share(g, k) ? w->v[k].least : 0;
		least += by_content(g, k) ? w->v[k].least : 0;
		natural += by_content(g, k) ? w->v[k].natural : 0;
	}
	if (shares)
		give = given_to_content(room, least, natural, shares_least);
	if (least > give)
		limit_least(g, w, give);
	for (size_t k = 0; k < g->n; k++)
		if (by_content(g, k) && natural <= give)
			width[k] = w->v[k].natural;
		else if (by_content(g, k))
			width[k] = w->v[k].least + (give > least && natural > least ?
			    (mpt)((int64_t)(give - least) * (w->v[k].natural - w->v[k].least) / (natural - least)) : 0);
	if (!shares && natural < give)
		give_spare(g, w, give - natural, width);
	for (size_t k = 0; k < g->n; k++)
		room -= by_content(g, k) ? width[k] : 0;
	divide_shares(g, w, room, width);
}

static bool make_grid(struct compose *c, int32_t table, mpt width, struct grid *g)
{
	const struct table_columns *t = columns_of(c->doc, table);
	mpt widths[COLUMNS_MAX] = {0}, x = 0;
	struct want w = {0};

	if (t == NULL || t->n == 0 || t->n > COLUMNS_MAX)
		return err_set(c->err, "%sa table has 1 to %d columns", layout_where(c->doc, table), COLUMNS_MAX);
	g->n = t->n;
	g->gutter = block_style(c->doc, table)->gutter;
	memcpy(g->columns, t->v, t->n * sizeof *t->v);
	if (!measure_table(c, table, g, &w))
		return false;
	join_sides(g, &w);
	spread(g, &w, width - g->gutter * (mpt)(g->n - 1), widths);
	for (size_t k = 0; k < g->n; k++) {
		if (widths[k] <= 0 || widths[k] < w.v[k].cluster)
			return err_set(c->err, "%scolumn %zu of the table has no room left: give the others less width",
			    layout_where(c->doc, table), k + 1);
		g->x[k] = x;
		g->decimal[k] = decimal_x(&w, k, widths[k]);
		x += widths[k] + g->gutter;
	}
	g->x[g->n] = x;
	if (x - g->gutter > width + (mpt)g->n)       /* shares are rounded */
		return err_set(c->err, "%sthe columns of the table are %d pt wider than the page gives them: give them less width",
		    layout_where(c->doc, table), (int)((x - g->gutter - width + MPT_PER_PT - 1) / MPT_PER_PT));
	return true;
}

/* ---- rows */

/* The column's alignment is the cell's. What stands over several columns begins at the left of the first. */
static bool compose_cell(struct compose *c, int32_t cell, const struct grid *g, size_t k, mpt width, struct galley *out)
{
	struct layout_node *n = layout_node(c->doc, cell);
	const struct layout_style *own = n->style, *st = style_of(c->doc, cell);
	struct layout_style aligned;
	enum layout_align align = n->colspan > 1 ? LAYOUT_LEFT : g->columns[k].align;
	bool ok;

	if (align == LAYOUT_LEFT)
		return compose_block(c, cell, width, out);
	aligned = own != NULL ? *own : (struct layout_style){.text = st->text, .leading = st->leading, .color = st->color};
	aligned.align = align == LAYOUT_DECIMAL ? LAYOUT_RIGHT : align;
	c->on_decimal = align == LAYOUT_DECIMAL && !is_header_row(c->doc, n->parent);
	c->decimal = g->decimal[k] - aligned.left - aligned.pad_left;
	n->style = &aligned;
	ok = compose_block(c, cell, width, out);
	layout_node(c->doc, cell)->style = own;
	c->on_decimal = false;
	return ok;
}

/* One slice, or, where the row is taller than half a page, a slice for every line end that its cells share. */
static void add_row(struct compose *c, int32_t row, const struct grid *g, const struct galley *cells, size_t n, int64_t height,
    struct galley *out)
{
	const struct layout_style *st = block_style(c->doc, row);
	mpt around = st->rule_above + st->pad_top + st->pad_bottom + st->rule_below;
	struct galley zipped = {0};

	galley_zip(&zipped, cells, n, c->page_room - g->head - around, height + around > c->page_room / 2, c->arena);
	for (size_t i = 0; i < zipped.n; i++) {
		zipped.v[i].block = row;
		box_slice(&zipped.v[i], st, g->x[g->n] - g->gutter, i == 0, i + 1 == zipped.n, c->arena);
		galley_add(out, zipped.v[i]);
	}
	galley_drop(&zipped);
}

static bool compose_row(struct compose *c, int32_t row, const struct grid *g, struct galley *out)
{
	struct galley *cells = arena_alloc(c->arena, g->n * sizeof *cells);
	size_t k = 0, n = 0;
	int64_t height = 0;
	bool ok = true;

	for (int32_t cell = layout_node(c->doc, row)->first; ok && cell != LAYOUT_NONE; cell = layout_node(c->doc, cell)->next) {
		size_t span = (size_t)layout_node(c->doc, cell)->colspan;
		if (k + span > g->n) {
			ok = err_set(c->err, "%sa row has more cells than the table has columns (%zu)", layout_where(c->doc, row), g->n);
			break;
		}
		ok = compose_cell(c, cell, g, k, g->x[k + span] - g->gutter - g->x[k], &cells[n]);
		galley_shift(&cells[n], g->x[k], c->arena);
		if (galley_height(&cells[n]) > height)
			height = galley_height(&cells[n]);
		k += span;
		n++;
	}
	if (ok)
		add_row(c, row, g, cells, n, height, out);
	for (size_t i = 0; i < g->n; i++)
		galley_drop(&cells[i]);
	return ok;
}

/* The header again, as an artifact: the cells are tagged once. Glyphs are shared; links are left out. It lives as long as the document.
 * One that would take more than half of each page is not repeated: NULL. */
static const struct galley *repeated(struct compose *c, const struct galley *header, size_t from)
{
	struct arena *keep = layout_arena(c->doc);
	struct galley part = *header;
	struct slice one;

	part.v += from;
	part.n -= from;
	if (part.n == 0 || galley_height(&part) > c->page_room / 2)
		return NULL;
	one = galley_merge(&part, keep);
	for (size_t i = 0; i < one.n; i++) {
		struct layout_op *op = &one.ops[i];
		if (op->artifact == LAYOUT_REAL) {
			op->artifact = LAYOUT_ARTIFACT_PAGINATION;
			op->node = LAYOUT_NONE;
		}
		if (op->kind == LAYOUT_OP_LINK) {
			*op = one.ops[--one.n];
			i--;
		}
	}
	return galley_head(one, keep);
}

static bool compose_caption(struct compose *c, int32_t table, mpt width, struct galley *g)
{
	for (int32_t i = layout_node(c->doc, table)->first; i != LAYOUT_NONE; i = layout_node(c->doc, i)->next)
		if (layout_node(c->doc, i)->role == LAYOUT_CAPTION) {
			if (!compose_block(c, i, width, g))
				return false;
			g->glue = 1;
		}
	return true;
}

static bool more_rows(struct compose *c, int32_t table, bool again)
{
	const struct layout_resolver *r = c->resolver;

	return !layout_node(c->doc, table)->streamed || r == NULL || r->rows == NULL || r->rows(r->ctx, c->doc, table, again, c->err);
}

/* the row after last; where a streamed table has none, its next ones are asked for. False on an error. */
static bool next_or_more(struct compose *c, int32_t table, int32_t last, int32_t *row)
{
	*row = next_row(c->doc, table, last);
	if (*row != LAYOUT_NONE || !layout_node(c->doc, table)->streamed)
		return true;
	if (!more_rows(c, table, false))
		return false;
	*row = next_row(c->doc, table, last);
	return true;
}

/* the header rows, as content, and as what further pages repeat; last: the last of them */
static bool compose_header(struct compose *c, int32_t table, struct grid *grid, struct galley *g, const struct galley **head, int32_t *last)
{
	struct arena *generation = c->arena;
	size_t from = g->n;

	c->arena = layout_arena(c->doc);         /* the header's glyphs are needed on every page */
	for (int32_t row; (row = next_row(c->doc, table, *last)) != LAYOUT_NONE && is_header_row(c->doc, row); *last = row) {
		if (!compose_row(c, row, grid, g))
			return false;
		g->glue = 1;
	}
	c->arena = generation;
	*head = repeated(c, g, from);
	grid->head = *head != NULL ? (*head)->v[0].height : 0;
	return true;
}

static bool has_body(const struct layout_doc *d, int32_t table)
{
	int32_t row = next_row(d, table, LAYOUT_NONE);

	while (row != LAYOUT_NONE && is_header_row(d, row))
		row = next_row(d, table, row);
	return row != LAYOUT_NONE;
}

/* A streamed table that has no rows composes nothing. */
bool compose_table(struct compose *c, int32_t node, mpt width, struct galley *g, bool (*emit)(struct compose *, struct galley *))
{
	struct grid grid = {0};
	const struct galley *head;
	int32_t row, last = LAYOUT_NONE;

	if (!more_rows(c, node, true))
		return false;
	if (layout_node(c->doc, node)->streamed && !has_body(c->doc, node))
		return true;
	if (!make_grid(c, node, width, &grid) || !compose_caption(c, node, width, g))
		return false;
	if (!compose_header(c, node, &grid, g, &head, &last))
		return false;
	for (;; last = row) {
		size_t first = g->n;
		if (!next_or_more(c, node, last, &row))
			return false;
		if (row == LAYOUT_NONE)
			break;
		if (!time_left(c) || !compose_row(c, row, &grid, g))
			return false;
		g->glue = layout_node(c->doc, row)->group_head ? 1 : 0;
		for (size_t i = first; i < g->n && head != NULL; i++)
			g->v[i].head = head;
		if (emit != NULL && !emit(c, g))
			return false;
	}
	g->glue = 0;
	return true;
}
