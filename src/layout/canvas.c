/* canvas.c: a drawing with the texts on it as one slice; how wide a block will be and how large a text, which who draws must know before.
 *
 *   slice   DRAW (the figure's mark, or an artifact)   TEXT...   LINK...
 *
 * A text is a paragraph of its own: shaped, broken and checked for glyphs like any other. Nothing may stand outside of the canvas, so that a
 * figure never prints over what is beside it. */
#include "layout/compose.h"
#include "layout/doc.h"

#include <string.h>

/* [mpt] baseline of the first line below the top */
static mpt first_baseline(const struct galley *g)
{
	for (size_t i = 0; g->n > 0 && i < g->v[0].n; i++)
		if (g->v[0].ops[i].kind == LAYOUT_OP_TEXT)
			return g->v[0].ops[i].y;
	return 0;
}

static bool is_inside(const struct layout_op *op, const struct layout_canvas *v)
{
	mpt up = 0, down = op->h, cap, asc;

	if (op->kind == LAYOUT_OP_TEXT) {
		text_face_heights(op->run.face, op->run.size, &asc, &down, &cap);
		up = cap;
	}
	return op->x >= -LAYOUT_OVERHANG && op->x + op->w <= v->width + LAYOUT_OVERHANG && op->y - up >= -LAYOUT_OVERHANG &&
	    op->y + down <= v->height + LAYOUT_OVERHANG;
}

static bool add_text(struct compose *c, const struct layout_canvas *v, const struct layout_canvas_text *t, struct galley *all)
{
	struct galley g = {0};
	struct slice one;
	bool ok = compose_paragraph(c, t->node, t->width, &g);
	mpt dy = t->y - first_baseline(&g);

	one = galley_merge(&g, c->arena);
	for (size_t i = 0; ok && i < one.n; i++) {
		struct layout_op *op = &one.ops[i];
		op->x += t->x;
		op->y += dy;
		op->space_after |= i + 1 == one.n;       /* what follows is another text of the same figure */
		if (op->kind == LAYOUT_OP_TEXT && !is_inside(op, v))
			ok = err_set(c->err, "%stext stands outside of the figure, which is %d by %d pt: move it, or give the figure more room",
			    layout_where(c->doc, t->node), v->width / MPT_PER_PT, v->height / MPT_PER_PT);
	}
	one.height = one.space = 0;
	galley_add(all, one);
	galley_drop(&g);
	return ok;
}

static struct slice drawing(struct compose *c, int32_t node, const struct layout_canvas *v)
{
	struct slice s = {.n = 1, .lines = KEPT_LINES, .ops = arena_alloc(c->arena, (1 + v->n_links) * sizeof *s.ops)};
	bool real = layout_node(c->doc, node)->role == LAYOUT_FIGURE;

	s.ops[0] = (struct layout_op){.kind = LAYOUT_OP_DRAW, .artifact = real ? LAYOUT_REAL : LAYOUT_ARTIFACT_LAYOUT,
	    .node = real ? node : LAYOUT_NONE, .w = v->width, .h = v->height, .drawing = {v->v, v->n}};
	for (size_t i = 0; i < v->n_links; i++) {
		const struct layout_canvas_link *l = &v->links[i];
		s.ops[s.n++] = (struct layout_op){.kind = LAYOUT_OP_LINK, .node = l->node, .x = l->x, .y = l->y, .w = l->w, .h = l->h};
	}
	return s;
}

bool compose_canvas(struct compose *c, int32_t node, mpt width, struct galley *g)
{
	const struct layout_canvas *v = layout_node(c->doc, node)->canvas;
	struct galley all = {0};
	struct slice one;
	bool ok = true;

	if (v->width > width)
		return err_set(c->err, "%sthe figure is %d pt wide, its place has %d pt: take doc:width() as its width",
		    layout_where(c->doc, node), v->width / MPT_PER_PT, width / MPT_PER_PT);
	galley_add(&all, drawing(c, node, v));
	for (size_t i = 0; ok && i < v->n_texts; i++)
		ok = time_left(c) && add_text(c, v, &v->texts[i], &all);
	one = galley_merge(&all, c->arena);
	one.height = v->height;
	one.space = 0;
	one.may_break = true;
	one.block = node;
	galley_add(g, one);
	galley_drop(&all);
	return ok;
}

/* ---- before layout */

static mpt column_width(const struct layout_doc *d, int32_t columns, int32_t column, mpt width)
{
	mpt widths[64] = {0};
	size_t n = 0, at = COUNT_OF(widths);

	for (int32_t i = layout_node(d, columns)->first; i != LAYOUT_NONE; i = layout_node(d, i)->next, n++)
		if (i == column)
			at = n;
	/* more columns than anybody draws in */
	if (n > COUNT_OF(widths) || at == COUNT_OF(widths) || column_widths(d, columns, width, block_style(d, columns)->gutter, widths, n) < 0)
		return 0;
	return widths[at];
}

mpt layout_width(const struct layout_doc *d, int32_t node)
{
	const struct layout_geometry *geo = &d->info.geometry;
	const struct layout_node *n = layout_node(d, node);
	const struct layout_style *s;
	mpt width;

	if (node == LAYOUT_NONE)
		return geo->width - geo->inner - geo->outer;
	width = layout_width(d, n->parent);
	if (n->parent != LAYOUT_NONE && layout_node(d, n->parent)->kind == LAYOUT_COLUMNS)
		width = column_width(d, n->parent, node, width);
	s = block_style(d, node);
	return width > 0 ? width - s->left - s->right - s->pad_left - s->pad_right : width;
}

bool layout_measure(struct layout_doc *d, struct text_fonts *fonts, int32_t node, mpt width, struct layout_size *out, struct err *e)
{
	struct compose c = {.doc = d, .fonts = fonts, .arena = arena_new(), .err = e};
	struct galley g = {0};
	struct extent words = {0};
	bool ok = compose_paragraph(&c, node, width, &g);

	*out = (struct layout_size){.height = (mpt)galley_height(&g), .baseline = first_baseline(&g)};
	for (size_t i = 0; i < g.n; i++) {
		mpt from = width, to = 0;
		for (size_t k = 0; k < g.v[i].n; k++) {
			const struct layout_op *op = &g.v[i].ops[k];
			from = op->x < from ? op->x : from;
			to = op->x + op->w > to ? op->x + op->w : to;
		}
		out->width = to - from > out->width ? to - from : out->width;
	}
	galley_drop(&g);
	ok = ok && measure_paragraph(&c, node, &words);
	out->word = words.least;
	arena_drop(c.arena);
	return ok;
}
